import { choice, integer, type Config } from '../field';

const usesMlp = (c: Config): boolean => c['encoder.head'] === 'mlp';

export const encoderFields = {
  'encoder.kind': choice({
    choices: ['conv4', 'resnet18', 'resnet50'],
    default: 'conv4',
    help: 'conv4: four 3x3 convolutions of stride 2, for a laptop. resnet18: with the stem for small images, 3x3 without max-pooling (the paper, 32x32). resnet50: with the ImageNet stem, 7x7 of stride 2 and max-pooling.',
  }),
  'encoder.head': choice({
    choices: ['linear', 'mlp'],
    default: 'linear',
    help: 'linear: one layer from the pooled features to the embedding (the paper). mlp: a hidden layer with ReLU between them (SimCLR, MoCo v2).',
  }),
  'encoder.hidden': integer({
    default: 512,
    min: 1,
    max: 8192,
    scale: 'log',
    relevant: usesMlp,
    help: 'Units of the hidden layer of the MLP head; usually as many as pooled features, 256 for conv4, 512 for resnet18, 2048 for resnet50.',
  }),
  'encoder.dimension': integer({
    default: 128,
    min: 2,
    max: 2048,
    help: 'Dimension of the embedding on the unit hypersphere; the paper uses 128.',
  }),
} as const;
