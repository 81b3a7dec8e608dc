import type { Model } from '../../src-main/training/model';
import { tf } from '../../src-main/training/tf';
import { noise } from './noise';

/** The weights that test/goldens/trajectories.json was made with: noise numbered in forward order. */
export function setGoldenWeights(model: Model): void {
  let convolutions = 0;
  for (const { name, shape } of model.encoder.parameters) {
    const [height = 1, width = 1, input = 1] = shape;
    const values =
      shape.length === 4
        ? noise(shape, convolutions++, Math.sqrt(2 / (height * width * input)))
        : name === 'head.weight'
          ? noise(shape, 50, Math.sqrt(1 / height))
          : name === 'head.bias'
            ? noise(shape, 51, 0.01)
            : name === 'hidden.weight'
              ? noise(shape, 52, Math.sqrt(2 / height))
              : name === 'hidden.bias'
                ? noise(shape, 53, 0.01)
                : undefined;
    if (values) model.weights[name]?.assign(tf.tensor(values, [...shape]));
  }
}
