import prettier from 'eslint-config-prettier';
import vue from 'eslint-plugin-vue';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const typescript = ['**/*.ts', '**/*.vue'];

export default defineConfig(
  globalIgnores(['out/', 'dist/', 'coverage/', 'node_modules/']),
  tseslint.configs.recommended,
  tseslint.configs.stylistic,
  vue.configs['flat/recommended'],
  {
    files: typescript,
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      // The compiler does this, and knows more: it sees what the types of a template name.
      'no-undef': 'off',
    },
  },
  {
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300 }],
      'max-params': ['error', 4],
      'no-restricted-properties': [
        'error',
        {
          object: 'Math',
          property: 'random',
          message: 'Randomness comes from the seed of the run, so that it can be repeated.',
        },
      ],
    },
  },
  {
    files: ['**/*.vue'],
    rules: {
      'vue/multi-word-component-names': 'off',
      // An optional prop without a default is undefined, which its type says.
      'vue/require-default-prop': 'off',
    },
  },
  // A table of texts is as long as there are texts.
  { files: ['src-renderer/locales/**', 'src-shared/problem-sentences.ts'], rules: { 'max-lines': 'off' } },
  // A file of tests grows with what it tests.
  { files: ['test/**'], rules: { 'max-lines': ['error', { max: 600 }] } },
  prettier,
);
