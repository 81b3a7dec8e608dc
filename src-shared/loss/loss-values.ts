/**
 * Every loss of the configuration in closed form, in float64: the loss lab plays with these, and what the device
 * computes is tested against them. Equations and references stand with the device's forms in `training/loss`.
 */

import type { RunConfig } from '../config/fields';
import { doubt, margin, mean, nearest, softplus, sum, type Anchor } from './anchor';
import { entropyTemperature } from './entropy-temperature';

export interface LossSettings {
  readonly config: RunConfig;
  /** τ > 0.002; losses without a temperature do not look at it. */
  readonly temperature: number;
  /** k ≥ 1 of the hard losses. */
  readonly hardest: number;
  /** The anchors from which a loss computes what it holds constant for its gradient. */
  readonly held: readonly Anchor[];
}

type Kind = RunConfig['loss.kind'];
type Form = (anchors: readonly Anchor[], settings: LossSettings) => readonly number[];

/** A loss that looks at each anchor alone. */
const each =
  (loss: (anchor: Anchor, settings: LossSettings, held: Anchor) => number): Form =>
  (anchors, settings) =>
    anchors.map((anchor, i) => loss(anchor, settings, settings.held[i] ?? anchor));

const contrastive = (anchor: Anchor, tau: number): number => softplus(margin(anchor, tau));
const simple = ({ positive, negatives }: Anchor): number => mean(negatives) - positive;

/** Sums relative to exp(s_ii/τ), so that no exponential of the positive is ever taken. */
function debiased(anchor: Anchor, { config, temperature }: LossSettings, beta: number): number {
  const { positive, negatives } = anchor;
  const prior = config['loss.positivePrior'];
  const greatest = Math.max(...negatives);
  const weights = negatives.map((s) => Math.exp((beta * (s - greatest)) / temperature));
  const terms = negatives.map((s, k) => (weights[k] ?? 0) * Math.exp((s - positive) / temperature));
  const corrected = (sum(terms) / mean(weights) - negatives.length * prior) / (1 - prior);
  const bound = negatives.length * Math.exp((-1 - positive) / temperature);
  return Math.log1p(Math.max(corrected, bound));
}

/** w = 2 - M softmax(s_ii/σ), with M anchors. */
const decoupledWeighted: Form = (anchors, { config, temperature, held }) => {
  const weights = held.map(({ positive }) => Math.exp(positive / config['loss.weightScale']));
  return anchors.map((anchor, i) => {
    const weight = 2 - (anchors.length * (weights[i] ?? 0)) / sum(weights);
    return margin(anchor, temperature) + ((1 - weight) * anchor.positive) / temperature;
  });
};

const alignUniform: Form = (anchors, { config }) => {
  const t = config['loss.uniformityScale'];
  const pairs = anchors.flatMap(({ negatives }) => negatives.map((s) => Math.exp(-t * (2 - 2 * s))));
  const uniformity = config['loss.uniformityWeight'] * Math.log(mean(pairs));
  return anchors.map(
    ({ positive }) => Math.max(0, 2 - 2 * positive) ** (config['loss.alignmentExponent'] / 2) + uniformity,
  );
};

const macl: Form = (anchors, { config, temperature, held }) => {
  const alignment = mean(held.map(({ positive }) => positive));
  const factor = 1 + config['loss.adaptation'] * (alignment - config['loss.alignmentThreshold']);
  const tau = temperature * Math.max(factor, 0.1);
  return anchors.map((anchor, i) => contrastive(anchor, tau) / doubt(held[i] ?? anchor, tau));
};

const ofPaper: Readonly<Record<Kind, Form>> = {
  contrastive: each((anchor, { temperature }) => contrastive(anchor, temperature)),
  simple: each(simple),
  'hard-contrastive': each((anchor, { temperature, hardest }) =>
    contrastive(nearest(anchor, hardest), temperature),
  ),
  'hard-simple': each((anchor, { hardest }) => simple(nearest(anchor, hardest))),
  'triplet-limit': each(({ positive, negatives }) => Math.max(Math.max(...negatives) - positive, 0)),
  debiased: each((anchor, settings) => debiased(anchor, settings, 0)),
  'reweighted-hard': each((anchor, settings) =>
    debiased(anchor, settings, settings.config['loss.concentration']),
  ),
  decoupled: each((anchor, { temperature }) => margin(anchor, temperature)),
  'decoupled-weighted': decoupledWeighted,
  'align-uniform': alignUniform,
  macl,
  'dual-temperature': each((anchor, { config, temperature }, held) => {
    const weight = doubt(held, config['loss.temperatureRatio'] * temperature) / doubt(held, temperature);
    return weight * contrastive(anchor, temperature);
  }),
  'entropy-targeted': each((anchor, { config }, { negatives }) =>
    contrastive(anchor, entropyTemperature(negatives, config['loss.entropyTarget'])),
  ),
};

/** Of the positive and the negatives, the k+1 greatest. */
const greatest = ({ positive, negatives }: Anchor, hardest: number): readonly number[] =>
  nearest({ positive, negatives: [positive, ...negatives] }, hardest + 1).negatives;

const ofAuthorCode: Readonly<Partial<Record<Kind, Form>>> = {
  simple: each(({ positive, negatives }) => mean([positive, ...negatives]) - positive),
  'hard-simple': each((anchor, { hardest }) => mean(greatest(anchor, hardest)) - anchor.positive),
  'hard-contrastive': each((anchor, { temperature, hardest }) =>
    margin({ positive: anchor.positive, negatives: greatest(anchor, hardest) }, temperature),
  ),
};

/** L_i of every anchor. */
export function lossValues(anchors: readonly Anchor[], settings: LossSettings): readonly number[] {
  const kind = settings.config['loss.kind'];
  const ofForm = settings.config['loss.form'] === 'author-code' ? ofAuthorCode[kind] : undefined;
  return (ofForm ?? ofPaper[kind])(anchors, settings);
}
