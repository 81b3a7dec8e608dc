/** The laws of the layout. The comment of each says why, so that the message of a broken law teaches it. */

import { resolve } from 'node:path';

const npm = (name) => `(^|node_modules/)${name}(/|$)`;

/** `from` may import nothing but `allowed`. */
const only = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
});

/** `from`, save for `except`, may not import `to`; types may pass where `types` says so. */
const never = (name, comment, { from, except = [], to, toExcept = [], types = false }) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: except },
  to: { path: to, pathNot: toExcept, ...(types ? { dependencyTypesNot: ['type-only'] } : {}) },
});

const entries = [
  '^src-main/(desktop|lab|trainer|cli)/main\\.ts$',
  '^src-main/desktop/preload\\.ts$',
  '^src-renderer/main\\.ts$',
];
const parts = 'augment|encoder|negatives|loss|optimizer|metrics|evaluate';

const tensorflowLaws = [
  only(
    'training-is-pure',
    'The science knows nothing of files, databases and windows: only itself, the vocabulary and TensorFlow.',
    '^src-main/training/',
    ['^src-main/training/', '^src-shared/', '^src-main/engine/kernels/', npm('@tensorflow')],
  ),
  never(
    'tensorflow-through-one-door',
    'Import tf from training/tf, so that the engine is chosen in one place.',
    {
      from: '^src-',
      except: ['^src-main/engine/', '^src-main/training/tf\\.ts$'],
      to: npm('@tensorflow'),
      types: true,
    },
  ),
  never('kernels-through-one-door', 'training/tf hands out the kernels together with tf.', {
    from: '^src-main/training/',
    except: ['^src-main/training/tf\\.ts$'],
    to: '^src-main/engine/',
  }),
  never('parts-do-not-know-each-other', 'The parts of training are composed in step and train alone.', {
    from: `^src-main/training/(${parts})/`,
    to: `^src-main/training/(${parts})/`,
    toExcept: ['^src-main/training/$1/'],
  }),
  never('only-the-trainer-loads-tensorflow', 'TensorFlow blocks its process and can only be freed with it.', {
    from: '^src-',
    except: ['^src-main/(trainer|training)/', '^src-main/engine/(load-tensorflow|kernels/)'],
    to: ['^src-main/training/', '^src-main/engine/load-tensorflow', '^src-main/engine/kernels/'],
    types: true,
  }),
];

const processLaws = [
  never(
    'electron-only-in-desktop',
    'Everything else runs on plain Node, so that it runs without a display.',
    {
      from: '^src-',
      except: ['^src-main/desktop/'],
      to: npm('electron'),
    },
  ),
  never('sql-only-in-store', 'One folder knows the tables.', {
    from: '^src-',
    except: ['^src-main/store/'],
    to: npm('better-sqlite3'),
  }),
  only(
    'store-knows-only-sql',
    'The store keeps records; it does not know who made them.',
    '^src-main/store/',
    [
      '^src-main/store/',
      '^src-shared/',
      '^(node:)?(fs|fs/promises|path|os|crypto|process|timers|timers/promises)$',
      npm('better-sqlite3'),
      npm('@types/better-sqlite3'),
      npm('env-paths'),
      npm('msgpackr'),
      npm('nanoid'),
      npm('zod'),
    ],
  ),
  never('trainer-sees-no-records', 'One writer: the lab records what the trainer tells.', {
    from: '^src-main/trainer/',
    to: '^src-main/(store|lab|cli|desktop)/',
  }),
  never(
    'desktop-is-a-shell',
    'The desktop opens windows and relays; the lab does the work, in its own process.',
    {
      from: '^src-main/desktop/',
      to: '^src-main/(store|lab|trainer|training|datasets|cli|engine)/',
      // Both have to agree on where the data is, before there is a lab to ask.
      toExcept: ['^src-main/store/data-folder\\.ts$'],
      types: true,
    },
  ),
  never(
    'nothing-below-knows-the-lab',
    'Stores, datasets and engines are used by the lab, never the other way.',
    {
      from: '^src-main/(store|datasets|engine|training)/',
      to: '^src-main/(lab|cli|desktop|trainer)/',
    },
  ),
];

const rendererLaws = [
  never('renderer-reaches-no-main', 'The page knows the contract and one typed client; it has no Node.', {
    from: '^src-renderer/',
    to: '^src-main/',
  }),
  never('main-knows-no-page', 'The main side answers requests; it does not know who shows them.', {
    from: '^src-main/',
    to: '^src-renderer/',
  }),
  never(
    'only-state-calls-the-lab',
    'What is on the page comes from state, so that one place loads and updates it.',
    {
      from: '^src-renderer/',
      except: ['^src-renderer/state/', '^src-renderer/main\\.ts$'],
      to: '^src-renderer/lab\\.ts$',
      types: true,
    },
  ),
  never(
    'options-are-pure',
    'An option builder is data in, option out, so that charts are tested without drawing.',
    {
      from: '^src-renderer/charts/options/',
      to: [
        npm('vue'),
        npm('echarts'),
        npm('vue-echarts'),
        '\\.vue$',
        '^src-renderer/(state|pages|components|lab)',
      ],
      types: true,
    },
  ),
];

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Data flows one way.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'A dead file: use it or delete it.',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.d\\.ts$', '^test/'] },
      to: {},
    },
    {
      name: 'no-unresolvable',
      comment: 'It is imported but not there.',
      severity: 'error',
      from: { path: '^src-' },
      to: { couldNotResolve: true },
    },
    only('shared-is-vocabulary', 'No Node, no DOM, no package but zod.', '^src-shared/', [
      '^src-shared/',
      npm('zod'),
    ]),
    never('entries-are-not-libraries', 'Entries compose; nothing imports them.', {
      from: '^(src-|test/)',
      to: entries,
    }),
    never('sources-know-no-tests', 'Tests know sources.', { from: '^src-', to: '^test/' }),
    ...tensorflowLaws,
    ...processLaws,
    ...rendererLaws,
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    moduleSystems: ['es6', 'cjs'],
    // Absolute: the tool looks for what a relative one extends in the wrong folder.
    tsConfig: { fileName: resolve(import.meta.dirname, '../src-main/tsconfig.json') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.vue', '.json', '.d.ts'],
    },
  },
};
