/**
 * Every loss once more, in float64 and as the papers print it: sums of exponentials, no logarithms moved about. Slow, and
 * good for temperatures from 0.01 on. What a loss holds constant for its gradient is computed from `held`.
 */

import type { RunConfig } from '../../src-shared/config/fields';
import type { Moment } from '../../src-main/training/loss/loss';

/** Similarities of anchors with their positives and their negatives; -Infinity is no negative. */
export interface Numbers {
  readonly positives: readonly number[];
  readonly negatives: readonly (readonly number[])[];
}

interface Anchor {
  readonly positive: number;
  readonly negatives: readonly number[];
}

interface Settings {
  readonly config: RunConfig;
  readonly moment: Moment;
  readonly held: Numbers;
}

const sum = (xs: readonly number[]): number => xs.reduce((total, x) => total + x, 0);
const mean = (xs: readonly number[]): number => sum(xs) / xs.length;
const sumExp = (xs: readonly number[], scale: number): number => sum(xs.map((x) => Math.exp(x * scale)));

const anchorsOf = ({ positives, negatives }: Numbers): readonly Anchor[] =>
  positives.map((positive, i) => ({ positive, negatives: (negatives[i] ?? []).filter(Number.isFinite) }));

const descending = (xs: readonly number[]): readonly number[] => xs.toSorted((a, b) => b - a);
const nearest = ({ positive, negatives }: Anchor, k: number): Anchor => ({
  positive,
  negatives: descending(negatives).slice(0, k),
});

/** -log P, as log(1 + what the positive is measured against). */
const crossEntropy = (positive: number, total: number, tau: number): number =>
  Math.log1p(total / Math.exp(positive / tau));
const contrastive = ({ positive, negatives }: Anchor, tau: number): number =>
  crossEntropy(positive, sumExp(negatives, 1 / tau), tau);
const simple = ({ positive, negatives }: Anchor): number => mean(negatives) - positive;
const decoupled = ({ positive, negatives }: Anchor, tau: number, weight = 1): number =>
  (-weight * positive) / tau + Math.log(sumExp(negatives, 1 / tau));
/** 1 - P. */
const doubt = ({ positive, negatives }: Anchor, tau: number): number => {
  const total = sumExp(negatives, 1 / tau);
  return total / (total + Math.exp(positive / tau));
};

function debiased({ positive, negatives }: Anchor, { config, moment }: Settings, beta: number): number {
  const tau = moment.temperature;
  const prior = config['loss.positivePrior'];
  const count = negatives.length;
  const weights = negatives.map((s) => Math.exp((beta * s) / tau));
  const total = sum(negatives.map((s, k) => (weights[k] ?? 0) * Math.exp(s / tau))) / mean(weights);
  const corrected = (total - count * prior * Math.exp(positive / tau)) / (1 - prior);
  return crossEntropy(positive, Math.max(corrected, count * Math.exp(-1 / tau)), tau);
}

/** H of the penalties at τ. */
function entropy(negatives: readonly number[], tau: number): number {
  const greatest = Math.max(...negatives);
  const weights = negatives.map((s) => Math.exp((s - greatest) / tau));
  const total = sum(weights);
  return -sum(weights.map((w) => (w > 0 ? (w / total) * Math.log(w / total) : 0)));
}

function entropyTemperature({ negatives }: Anchor, share: number): number {
  if (negatives.every((s) => s === negatives[0])) return 0.1;
  let [low, high] = [Math.log(1e-4), Math.log(100)];
  for (let i = 0; i < 100; i++) {
    const half = (low + high) / 2;
    if (entropy(negatives, Math.exp(half)) < share * Math.log(negatives.length)) low = half;
    else high = half;
  }
  return Math.exp(low);
}

type Whole = (anchors: readonly Anchor[], held: readonly Anchor[], settings: Settings) => readonly number[];

/** A loss that looks at each anchor alone. */
const each =
  (loss: (anchor: Anchor, settings: Settings, held: Anchor) => number): Whole =>
  (anchors, held, settings) =>
    anchors.map((anchor, i) => loss(anchor, settings, held[i] ?? anchor));

const decoupledWeighted: Whole = (anchors, held, { config, moment }) => {
  const scale = config['loss.weightScale'];
  const total = sumExp(
    held.map(({ positive }) => positive),
    1 / scale,
  );
  return anchors.map((anchor, i) => {
    const share = Math.exp((held[i]?.positive ?? 0) / scale) / total;
    return decoupled(anchor, moment.temperature, 2 - anchors.length * share);
  });
};

const alignUniform: Whole = (anchors, _held, { config }) => {
  const t = config['loss.uniformityScale'];
  const pairs = anchors.flatMap(({ negatives }) => negatives.map((s) => Math.exp(-t * (2 - 2 * s))));
  const uniformity = config['loss.uniformityWeight'] * Math.log(mean(pairs));
  return anchors.map(
    ({ positive }) => Math.sqrt(2 - 2 * positive) ** config['loss.alignmentExponent'] + uniformity,
  );
};

const macl: Whole = (anchors, held, { config, moment }) => {
  const alignment = mean(held.map(({ positive }) => positive));
  const factor = 1 + config['loss.adaptation'] * (alignment - config['loss.alignmentThreshold']);
  const tau = moment.temperature * Math.max(factor, 0.1);
  return anchors.map((anchor, i) => contrastive(anchor, tau) / doubt(held[i] ?? anchor, tau));
};

const paper: Readonly<Record<RunConfig['loss.kind'], Whole>> = {
  contrastive: each((anchor, { moment }) => contrastive(anchor, moment.temperature)),
  simple: each(simple),
  'hard-contrastive': each((anchor, { moment }) =>
    contrastive(nearest(anchor, moment.hardest), moment.temperature),
  ),
  'hard-simple': each((anchor, { moment }) => simple(nearest(anchor, moment.hardest))),
  'triplet-limit': each(({ positive, negatives }) => Math.max(Math.max(...negatives) - positive, 0)),
  debiased: each((anchor, settings) => debiased(anchor, settings, 0)),
  'reweighted-hard': each((anchor, settings) =>
    debiased(anchor, settings, settings.config['loss.concentration']),
  ),
  decoupled: each((anchor, { moment }) => decoupled(anchor, moment.temperature)),
  'decoupled-weighted': decoupledWeighted,
  'align-uniform': alignUniform,
  macl,
  'dual-temperature': each((anchor, { config, moment }, held) => {
    const tau = moment.temperature;
    const weight = doubt(held, config['loss.temperatureRatio'] * tau) / doubt(held, tau);
    return weight * contrastive(anchor, tau);
  }),
  'entropy-targeted': each((anchor, { config }, held) =>
    contrastive(anchor, entropyTemperature(held, config['loss.entropyTarget'])),
  ),
};

const all = ({ positive, negatives }: Anchor): readonly number[] => descending([positive, ...negatives]);

const authorCode: Readonly<Partial<Record<RunConfig['loss.kind'], Whole>>> = {
  simple: each((anchor) => mean(all(anchor)) - anchor.positive),
  'hard-simple': each(
    (anchor, { moment }) => mean(all(anchor).slice(0, moment.hardest + 1)) - anchor.positive,
  ),
  'hard-contrastive': each((anchor, { moment }) => {
    const total = sumExp(all(anchor).slice(0, moment.hardest + 1), 1 / moment.temperature);
    return Math.log(total) - anchor.positive / moment.temperature;
  }),
};

/** L_i of every anchor. */
export function referenceValues(at: Numbers, settings: Settings): readonly number[] {
  const { config, held } = settings;
  const ofForm = config['loss.form'] === 'author-code' ? authorCode[config['loss.kind']] : undefined;
  return (ofForm ?? paper[config['loss.kind']])(anchorsOf(at), anchorsOf(held), settings);
}

export interface Differences {
  /** ∂L/∂s_ii. */
  readonly positives: readonly number[];
  /** ∂L/∂s_ij, 0 where excluded. */
  readonly negatives: readonly (readonly number[])[];
}

const step = 1e-5;

/** The gradient of L = Σ_i L_i by central differences. */
export function referenceGradient(at: Numbers, { config, moment }: Omit<Settings, 'held'>): Differences {
  const total = (moved: Numbers): number => sum(referenceValues(moved, { config, moment, held: at }));
  const difference = (moved: (by: number) => Numbers): number =>
    (total(moved(step)) - total(moved(-step))) / (2 * step);
  return {
    positives: at.positives.map((s, i) =>
      difference((by) => ({ ...at, positives: at.positives.with(i, s + by) })),
    ),
    negatives: at.negatives.map((row, i) =>
      row.map((s, j) =>
        Number.isFinite(s)
          ? difference((by) => ({ ...at, negatives: at.negatives.with(i, row.with(j, s + by)) }))
          : 0,
      ),
    ),
  };
}
