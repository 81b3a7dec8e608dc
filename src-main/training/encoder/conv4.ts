/**
 * Four 3x3 convolutions of stride 2 with batch norm and ReLU, global average pooling.
 * Small enough for a laptop without a GPU; the built-in study and the goldens use it.
 */

import { kernels } from '../tf';
import type { Convolution, NetworkPlan } from './network';

const channels = [32, 64, 128, 256] as const;

const convolutions = channels.map((output, i): Convolution => {
  const input = channels[i - 1] ?? 3;
  // PyTorch's default initialisation: uniform in ±1/√fan-in.
  const bound = 1 / Math.sqrt(9 * input);
  return { name: `conv${i}`, norm: `norm${i}`, kernel: 3, input, output, stride: 2, bound };
});

export const conv4: NetworkPlan = {
  convolutions,
  featureCount: 256,
  maps: (convolve, images) =>
    convolutions.reduce((x, convolution) => kernels().relu(convolve(x, convolution)), images),
};
