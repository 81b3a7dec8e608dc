/**
 * Residual networks. He et al. 2016, arXiv:1512.03385, in the form of torchvision: the stride of a bottleneck is that of
 * its 3x3 convolution, and a shortcut is a 1x1 convolution where the shape changes and nothing elsewhere.
 */

import { kernels, tf } from '../tf';
import type { Convolution, Convolve, NetworkPlan } from './network';

interface Block {
  /** One after another, with ReLU between them. */
  readonly body: readonly Convolution[];
  readonly shortcut: Convolution | null;
}

type Shape = Pick<Convolution, 'kernel' | 'input' | 'output' | 'stride'>;

/**
 * Uniform with the variance of torchvision's normal distribution, 2/fan-out (He et al. 2015, arXiv:1502.01852, section
 * 2.2): what matters to training is the variance.
 */
const convolution = (name: string, shape: Shape): Convolution => ({
  ...shape,
  name: `${name}.conv`,
  norm: `${name}.norm`,
  bound: Math.sqrt(6 / (shape.kernel ** 2 * shape.output)),
});

/** The convolutions of one block by kernel; the one of `strideAt` has the block's stride. */
interface BlockKind {
  readonly kernels: readonly number[];
  readonly strideAt: number;
  /** How many times as many channels come out as the inner convolutions have. */
  readonly expansion: number;
}

const basic: BlockKind = { kernels: [3, 3], strideAt: 0, expansion: 1 };
const bottleneck: BlockKind = { kernels: [1, 3, 1], strideAt: 1, expansion: 4 };

interface BlockPlace {
  readonly name: string;
  readonly input: number;
  readonly width: number;
  readonly stride: number;
}

function block({ kernels: sides, strideAt, expansion }: BlockKind, place: BlockPlace): Block {
  const { name, input, width, stride } = place;
  const output = width * expansion;
  const last = sides.length - 1;
  const body = sides.map((kernel, i) =>
    convolution(`${name}.${i}`, {
      kernel,
      input: i === 0 ? input : width,
      output: i === last ? output : width,
      stride: i === strideAt ? stride : 1,
    }),
  );
  const isSame = input === output && stride === 1;
  const shortcut = isSame ? null : convolution(`${name}.shortcut`, { kernel: 1, input, output, stride });
  return { body, shortcut };
}

const widths = [64, 128, 256, 512] as const;

function blocksOf(kind: BlockKind, depths: readonly number[]): readonly Block[] {
  let input: number = widths[0];
  return widths.flatMap((width, stage) =>
    Array.from({ length: depths[stage] ?? 0 }, (_, i) => {
      const stride = stage > 0 && i === 0 ? 2 : 1;
      const made = block(kind, { name: `stage${stage}.block${i}`, input, width, stride });
      input = width * kind.expansion;
      return made;
    }),
  );
}

function residual(convolve: Convolve, x: tf.Tensor4D, { body, shortcut }: Block): tf.Tensor4D {
  const relu = kernels().relu;
  const last = body.length - 1;
  const inner = body.reduce((y, part, i) => (i < last ? relu(convolve(y, part)) : convolve(y, part)), x);
  return relu(tf.add(inner, shortcut ? convolve(x, shortcut) : x));
}

/** 3x3 of stride 2. After ReLU nothing is below 0, so zeros around the edges never are the greatest. */
function maxPool(x: tf.Tensor4D): tf.Tensor4D {
  const sides: [number, number] = [1, 1];
  return tf.maxPool(tf.pad4d(x, [[0, 0], sides, sides, [0, 0]]), 3, 2, 'valid');
}

interface Stem {
  readonly convolution: Convolution;
  readonly pools: boolean;
}

/** For images of 32x32: nothing is lost before the first block. As in section 4 of the paper. */
const smallStem: Stem = {
  convolution: convolution('stem', { kernel: 3, input: 3, output: 64, stride: 1 }),
  pools: false,
};
const imageNetStem: Stem = {
  convolution: convolution('stem', { kernel: 7, input: 3, output: 64, stride: 2 }),
  pools: true,
};

function resnet(stem: Stem, kind: BlockKind, depths: readonly number[]): NetworkPlan {
  const blocks = blocksOf(kind, depths);
  return {
    convolutions: [
      stem.convolution,
      ...blocks.flatMap(({ body, shortcut }) => (shortcut ? [...body, shortcut] : body)),
    ],
    featureCount: 512 * kind.expansion,
    maps: (convolve, images) => {
      const stemmed = kernels().relu(convolve(images, stem.convolution));
      const start = stem.pools ? maxPool(stemmed) : stemmed;
      return blocks.reduce((x, each) => residual(convolve, x, each), start);
    },
  };
}

/** 512 features. */
export const resnet18 = resnet(smallStem, basic, [2, 2, 2, 2]);

/** 2048 features. */
export const resnet50 = resnet(imageNetStem, bottleneck, [3, 4, 6, 3]);
