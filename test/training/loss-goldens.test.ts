import { describe, expect, it } from 'vitest';
import { chooseLoss, lossKinds } from '../../src-main/training/loss/choose-loss';
import { memoryBank } from '../../src-main/training/negatives/memory-bank';
import { tf } from '../../src-main/training/tf';
import { defaultConfig, type RunConfig } from '../../src-shared/config/fields';
import goldens from '../goldens/losses.json';
import { expectClose } from '../helpers/close';
import { useTensorFlow } from '../helpers/engine';

useTensorFlow();

const isBuilt = (kind: string): kind is RunConfig['loss.kind'] =>
  (lossKinds as readonly string[]).includes(kind);
const cases = goldens.cases.filter((golden) => isBuilt(golden.loss));

const configOf = (golden: (typeof cases)[number]): RunConfig => ({
  ...defaultConfig,
  'loss.kind': golden.loss as RunConfig['loss.kind'],
  'loss.temperature': 'tau' in golden.parameters ? (golden.parameters.tau ?? 1) : 1,
  'negatives.hardest': 'k' in golden.parameters ? (golden.parameters.k ?? 1) : 1,
});

/** ∂(mean loss)/∂S from the forces of a loss: push · r on the negatives, -pull on the positive. */
function similarityGradient(
  forces: ReturnType<ReturnType<typeof chooseLoss>>,
  index: readonly number[],
): number[][] {
  const anchors = index.length;
  const penalties = forces.penalties.arraySync();
  const push = forces.push.arraySync();
  const pull = forces.pull.arraySync();
  return penalties.map((row, i) =>
    row.map((penalty, j) => ((push[i] ?? 0) * penalty - (j === index[i] ? (pull[i] ?? 0) : 0)) / anchors),
  );
}

describe('losses against float64', () => {
  it('covers every loss there is', () => {
    expect(new Set(cases.map((golden) => golden.loss))).toEqual(new Set(lossKinds));
  });

  it.each(cases.map((golden) => [`${golden.loss} ${JSON.stringify(golden.parameters)}`, golden] as const))(
    '%s',
    (_name, golden) => {
      const loss = chooseLoss(configOf(golden));
      const anchors = tf.tensor2d(goldens.anchors);
      const images = tf.tensor1d(goldens.index, 'int32');
      const source = memoryBank(tf.tensor2d(goldens.bank), 0.5);

      const forces = loss(source.compare(anchors, images));

      expectClose([tf.mean(forces.values).dataSync()[0] ?? Number.NaN], [golden.value], 1e-5);
      expectClose(similarityGradient(forces, goldens.index).flat(), golden.gradient.flat(), 1e-5);

      // The gradient with respect to the anchors is dL/dS times the bank.
      const toAnchors = tf.matMul(tf.tensor2d(golden.gradient), tf.tensor2d(goldens.bank));
      expectClose(source.gradient(anchors, images, forces).dataSync(), toAnchors.dataSync(), 1e-5);
    },
  );
});
