import { resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';

/** Loaded from node_modules at run time: native addons and what must stay one instance. */
const external = ['electron', 'better-sqlite3', 'sharp', /^@tensorflow\//];
const entry = (path: string): string => resolve(import.meta.dirname, path);

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node18',
      sourcemap: true,
      externalizeDeps: false,
      rolldownOptions: {
        external,
        input: {
          desktop: entry('src-main/desktop/main.ts'),
          lab: entry('src-main/lab/main.ts'),
          trainer: entry('src-main/trainer/main.ts'),
          cli: entry('src-main/cli/main.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node18',
      externalizeDeps: false,
      rolldownOptions: {
        external: ['electron'],
        input: { preload: entry('src-main/desktop/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [vue()],
    define: {
      // What vue-i18n leaves to the bundler: no old-style API, no tools for developers in what ships.
      __VUE_I18N_FULL_INSTALL__: 'true',
      __VUE_I18N_LEGACY_API__: 'false',
      __INTLIFY_PROD_DEVTOOLS__: 'false',
      __INTLIFY_DROP_MESSAGE_COMPILER__: 'false',
    },
    build: {
      outDir: 'out/renderer',
      target: 'chrome114',
      rolldownOptions: { input: { index: entry('src-renderer/index.html') } },
    },
  },
});
