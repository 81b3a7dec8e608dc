import type { RunConfig } from '#shared/config/fields';
import { alignUniform } from './align-uniform';
import { authorHardContrastive, authorHardSimple, authorSimple } from './author-code';
import { contrastive } from './contrastive';
import { debiased } from './debiased';
import { decoupled } from './decoupled';
import { decoupledWeighted } from './decoupled-weighted';
import { dualTemperature } from './dual-temperature';
import { entropyTargeted } from './entropy-targeted';
import type { Loss } from './loss';
import { macl } from './macl';
import { overNearest } from './nearest';
import { reweightedHard } from './reweighted-hard';
import { simple } from './simple';
import { tripletLimit } from './triplet-limit';

type Kind = RunConfig['loss.kind'];
type Maker = (config: RunConfig) => Loss;

const ofPaper: Readonly<Record<Kind, Maker>> = {
  contrastive: () => contrastive,
  simple: () => simple,
  'hard-contrastive': () => overNearest(contrastive),
  'hard-simple': () => overNearest(simple),
  'triplet-limit': () => tripletLimit,
  debiased: (config) => debiased(config['loss.positivePrior']),
  'reweighted-hard': (config) => reweightedHard(config['loss.positivePrior'], config['loss.concentration']),
  decoupled: () => decoupled,
  'decoupled-weighted': (config) => decoupledWeighted(config['loss.weightScale']),
  'align-uniform': (config) =>
    alignUniform({
      exponent: config['loss.alignmentExponent'],
      scale: config['loss.uniformityScale'],
      weight: config['loss.uniformityWeight'],
    }),
  macl: (config) =>
    macl({ adaptation: config['loss.adaptation'], threshold: config['loss.alignmentThreshold'] }),
  'dual-temperature': (config) => dualTemperature(config['loss.temperatureRatio']),
  'entropy-targeted': (config) => entropyTargeted(config['loss.entropyTarget']),
};

/** Where the first author's code has another form than the paper. */
const ofAuthorCode: Readonly<Partial<Record<Kind, Maker>>> = {
  simple: () => authorSimple,
  'hard-contrastive': () => authorHardContrastive,
  'hard-simple': () => authorHardSimple,
};

/** Every loss there is. */
export const lossKinds = Object.keys(ofPaper) as readonly Kind[];

/** Losses that `loss.form` changes. */
export const lossKindsWithForms = Object.keys(ofAuthorCode) as readonly Kind[];

/** The loss that a configuration names, with its parameters. */
export function chooseLoss(config: RunConfig): Loss {
  const kind = config['loss.kind'];
  const ofForm = config['loss.form'] === 'author-code' ? ofAuthorCode[kind] : undefined;
  return (ofForm ?? ofPaper[kind])(config);
}
