import { lossKinds, lossKindsWithForms } from '../../src-main/training/loss/choose-loss';
import { defaultConfig, type RunConfig } from '../../src-shared/config/fields';

type Kind = RunConfig['loss.kind'];

/** Settings beside the defaults under which a loss is tested too. */
const further: Readonly<Partial<Record<Kind, readonly Partial<RunConfig>[]>>> = {
  debiased: [{ 'loss.positivePrior': 0 }, { 'loss.positivePrior': 0.6 }],
  'reweighted-hard': [
    { 'loss.concentration': 0 },
    { 'loss.concentration': 0.3, 'loss.positivePrior': 0 },
    { 'loss.concentration': 2, 'loss.positivePrior': 0.5 },
  ],
  'decoupled-weighted': [{ 'loss.weightScale': 0.1 }],
  'align-uniform': [
    { 'loss.alignmentExponent': 1, 'loss.uniformityScale': 20 },
    { 'loss.alignmentExponent': 3, 'loss.uniformityScale': 0.5, 'loss.uniformityWeight': 4 },
  ],
  macl: [{ 'loss.adaptation': 0 }, { 'loss.adaptation': 2, 'loss.alignmentThreshold': -0.2 }],
  'dual-temperature': [{ 'loss.temperatureRatio': 1 }, { 'loss.temperatureRatio': 1000 }],
  'entropy-targeted': [{ 'loss.entropyTarget': 0.2 }, { 'loss.entropyTarget': 0.999 }],
};

export interface Variant {
  readonly name: string;
  readonly config: RunConfig;
}

const variant = (kind: Kind, part: Partial<RunConfig>): Variant => ({
  name: [kind, ...Object.entries(part).map(([path, value]) => `${path} ${value.toString()}`)].join(', '),
  config: { ...defaultConfig, 'loss.kind': kind, ...part },
});

/** Every registered loss in both forms and with several settings: registering a loss brings it in here. */
export const lossVariants: readonly Variant[] = [
  ...lossKinds.flatMap((kind) => [{}, ...(further[kind] ?? [])].map((part) => variant(kind, part))),
  ...lossKindsWithForms.map((kind) => variant(kind, { 'loss.form': 'author-code' })),
];
