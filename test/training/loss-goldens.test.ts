import { describe, expect, it } from 'vitest';
import { chooseLoss, lossKinds } from '../../src-main/training/loss/choose-loss';
import type { LossTerms, Moment } from '../../src-main/training/loss/loss';
import { memoryBank } from '../../src-main/training/negatives/memory-bank';
import { tf } from '../../src-main/training/tf';
import type { RunConfig } from '../../src-shared/config/fields';
import goldens from '../goldens/losses.json';
import { expectClose } from '../helpers/close';
import { useTensorFlow } from '../helpers/engine';
import { goldenCases, goldenConfig } from '../helpers/golden-losses';

useTensorFlow();

const momentOf = (config: RunConfig): Moment => ({
  temperature: config['loss.temperature'],
  hardest: config['negatives.hardest'],
});

/** Losses whose float64 numbers are the closed forms of src-shared alone. */
const withoutGolden = ['decoupled-weighted', 'align-uniform', 'entropy-targeted'];

/** ∂(mean loss)/∂S from the forces of a loss: push · r on the negatives, -pull on the positive. */
function similarityGradient(forces: LossTerms, index: readonly number[]): number[][] {
  const anchors = index.length;
  const penalties = forces.penalties.arraySync();
  const push = forces.push.arraySync();
  const pull = forces.pull.arraySync();
  return penalties.map((row, i) =>
    row.map((penalty, j) => ((push[i] ?? 0) * penalty - (j === index[i] ? (pull[i] ?? 0) : 0)) / anchors),
  );
}

describe('losses against float64', () => {
  it('every golden has its loss, every loss its golden or its reference', () => {
    const golden = goldenCases.map((each) => each.loss);
    expect(new Set([...golden, ...withoutGolden])).toEqual(new Set(lossKinds));
  });

  it.each(
    goldenCases.map((golden) => [`${golden.loss} ${JSON.stringify(golden.parameters)}`, golden] as const),
  )('%s', (_name, golden) => {
    const config = goldenConfig(golden);
    const anchors = tf.tensor2d(goldens.anchors);
    const images = tf.tensor1d(goldens.index, 'int32');
    const source = memoryBank(tf.tensor2d(goldens.bank), 0.5);

    const forces = chooseLoss(config)(source.compare(anchors, images), momentOf(config));

    expectClose([tf.mean(forces.values).dataSync()[0] ?? Number.NaN], [golden.value], 1e-5);
    expectClose(similarityGradient(forces, goldens.index).flat(), golden.gradient.flat(), 1e-5);

    // The gradient with respect to the anchors is dL/dS times the bank.
    const toAnchors = tf.matMul(tf.tensor2d(golden.gradient), tf.tensor2d(goldens.bank));
    expectClose(source.gradient(anchors, images, forces).dataSync(), toAnchors.dataSync(), 1e-5);
  });
});
