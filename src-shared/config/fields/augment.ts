import { number, type Config } from '../field';

const usesBlur = (c: Config): boolean => Number(c['augment.blur']) > 0;

export const augmentFields = {
  'augment.cropMin': number({
    default: 0.8,
    min: 0.01,
    max: 1,
    help: 'Smallest area of a random crop, as a share of the image.',
  }),
  'augment.cropMax': number({
    default: 1,
    min: 0.01,
    max: 1,
    help: 'Largest area of a random crop, as a share of the image.',
  }),
  'augment.aspect': number({
    default: 4 / 3,
    min: 1,
    max: 4,
    help: 'Largest ratio of width to height of a crop, and of height to width.',
  }),
  'augment.flip': number({ default: 0.5, min: 0, max: 1, help: 'Probability of a horizontal flip.' }),
  'augment.brightness': number({
    default: 0.4,
    min: 0,
    max: 1,
    help: 'Brightness is multiplied by 1 ± this.',
  }),
  'augment.contrast': number({ default: 0.4, min: 0, max: 1, help: 'Contrast is multiplied by 1 ± this.' }),
  'augment.saturation': number({
    default: 0.5,
    min: 0,
    max: 1,
    help: 'Saturation is multiplied by 1 ± this.',
  }),
  'augment.hue': number({
    default: 0.5,
    min: 0,
    max: 0.5,
    unit: 'turns',
    help: 'Hue is turned by up to ± this; 0.5 is the whole circle.',
  }),
  'augment.greyscale': number({
    default: 0.2,
    min: 0,
    max: 1,
    help: 'Probability that a view loses its colours.',
  }),
  'augment.jitter': number({
    default: 1,
    min: 0,
    max: 1,
    help: 'Probability that brightness, contrast, saturation and hue of a view are changed at all; SimCLR and MoCo v2 use 0.8.',
  }),
  'augment.blur': number({ default: 0, min: 0, max: 1, help: 'Probability of a Gaussian blur.' }),
  'augment.blurMin': number({
    default: 0.1,
    min: 0.01,
    max: 10,
    unit: 'pixels',
    relevant: usesBlur,
    help: 'Smallest standard deviation of the blur.',
  }),
  'augment.blurMax': number({
    default: 2,
    min: 0.01,
    max: 10,
    unit: 'pixels',
    relevant: usesBlur,
    help: 'Largest standard deviation of the blur.',
  }),
} as const;
