/**
 * Tau Lab beside PyTorch, torchvision and lightly on the same cores: `npm run bench -- speed` writes results.md.
 * `npm run bench -- speed -t "the hard losses"` measures one section again.
 */

import { availableParallelism } from 'node:os';
import { describe, it } from 'vitest';
import { tf } from '../../../src-main/training/tf';
import type { StepCost } from '../../../src-shared/detail';
import { useTensorFlow } from '../../helpers/engine';
import { pythonContestant, race, ratio, median, type Contestant } from '../python-reference';
import { noiseImages, ourContestant, paperConfig } from './our-step';
import { machine, milliseconds, raceTable, table, writeSection } from './report';

useTensorFlow();

const threads = availableParallelism();
const versions = 'PyTorch 2.15.0, torchvision 0.29.2, lightly 1.6.0, TensorFlow 2.21.0';
const where = `${machine()}; ${versions}; ${threads} threads each.`;

describe('a training step alone', () => {
  it.each([
    { model: 'conv4', batch: 128, steps: 10, rounds: 11 },
    { model: 'resnet18', batch: 64, steps: 1, rounds: 9 },
  ] as const)('$model, batch $batch', async ({ model, batch, steps, rounds }) => {
    const bank = 4096;
    const config = paperConfig({ 'encoder.kind': model, 'training.batchSize': batch });
    const options = ['--model', model, '--batch', batch, '--bank', bank, '--threads', threads];
    const measured = await race(
      [
        ourContestant('Tau Lab', config, { data: noiseImages(bank, 10), whole: false }),
        pythonContestant('PyTorch eager, contiguous', 'train_step.py', options),
        pythonContestant('PyTorch eager, channels last', 'train_step.py', [...options, '--channels-last']),
        pythonContestant('torch.compile, channels last', 'train_step.py', [
          ...options,
          '--channels-last',
          '--compile',
        ]),
        pythonContestant('torch.compile, contiguous', 'train_step.py', [...options, '--compile']),
      ],
      { rounds, steps, warmup: 3 },
    );
    writeSection(
      `A training step alone: ${model}, batch ${batch}`,
      `Forward, contrastive loss over a bank of ${bank}, backward, SGD, bank update, in single precision on images that are there. ${where}\n\n${raceTable(measured, batch)}`,
    );
  });
});

describe('from images on', () => {
  it.each([
    { title: 'negatives from the batch', source: 'batch', queue: 0 },
    { title: 'a queue of 4096', source: 'momentum-queue', queue: 4096 },
  ] as const)('$title', async ({ title, source, queue }) => {
    const batch = 128;
    const images = 10_000;
    const config = paperConfig({
      'encoder.kind': 'conv4',
      'negatives.source': source,
      'training.batchSize': batch,
      'augment.jitter': 0.8,
    });
    const lightly = (workers: number): Contestant =>
      pythonContestant(`lightly, ${workers} loading processes`, 'end_to_end.py', [
        ...['--model', 'conv4', '--batch', batch, '--images', images, '--queue', queue],
        ...['--threads', threads, '--workers', workers],
      ]);
    const measured = await race(
      [
        ourContestant('Tau Lab', config, { data: noiseImages(images, 10), whole: true }),
        lightly(threads),
        lightly(threads - 1),
      ],
      { rounds: 5, steps: 30, warmup: 10 },
    );
    writeSection(
      `From images on: ${title}`,
      `Two views an image: reading, SimCLR's crops and colours, conv4 of batch ${batch}, contrastive loss, SGD. lightly's queue holds embeddings of the trained encoder; Tau Lab's encodes the second views with a following one. ${where}\n\n${raceTable(measured, batch)}`,
    );
  });
});

describe('the hard losses', () => {
  it.each([
    { model: 'resnet18', batch: 64, steps: 1, rounds: 7 },
    { model: 'conv4', batch: 128, steps: 5, rounds: 7 },
  ] as const)('$model, batch $batch', async ({ model, batch, steps, rounds }) => {
    const bank = 50_000;
    const data = noiseImages(bank, 10);
    const kinds = ['contrastive', 'hard-contrastive', 'hard-simple'] as const;
    const contestants = kinds.map((kind) =>
      ourContestant(
        kind,
        paperConfig({ 'encoder.kind': model, 'training.batchSize': batch, 'loss.kind': kind }),
        { data, whole: false },
      ),
    );
    const measured = await race(contestants, { rounds, steps, warmup: 2 });
    const plain = measured.get('contrastive') ?? [];
    const rows = Array.from(measured, ([kind, seconds]) => [
      kind,
      milliseconds(median(seconds)),
      ratio(plain, seconds).toFixed(2),
    ]);
    writeSection(
      `The hard losses: ${model}, batch ${batch}`,
      `The 4,095 nearest of 50,000 bank entries, against the plain contrastive step of the same model. ${where}\n\n${table(['', 'ms a step, median', 'times the contrastive step'], rows)}`,
    );
  });
});

it('the parts of a step', async () => {
  const parts = ['read', 'augment', 'forward', 'loss', 'backward', 'update'] as const;
  const rows: string[][] = [];
  for (const [model, batch, steps] of [
    ['conv4', 128, 30],
    ['resnet18', 64, 5],
  ] as const) {
    const config = paperConfig({ 'encoder.kind': model, 'training.batchSize': batch });
    const ours = ourContestant(model, config, { data: noiseImages(50_000, 10), whole: true });
    await ours.run(3);
    ours.cost();
    await ours.run(steps);
    const cost: StepCost = ours.cost();
    const total = parts.reduce((sum, part) => sum + cost[part], 0);
    rows.push([
      `${model}, batch ${batch}`,
      ...parts.map((part) => `${milliseconds(cost[part])} (${((100 * cost[part]) / total).toFixed(0)} %)`),
      milliseconds(total),
    ]);
    ours.close();
  }
  writeSection(
    'The parts of a step',
    `Milliseconds, with a bank of 50,000 and the paper's augmentation. Every run stores its own (the detail \`stepCost\`, with the cost of its measures). ${machine()}.\n\n${table(['', ...parts, 'sum'], rows)}`,
  );
});

it('memory over 2,000 steps', async () => {
  const config = paperConfig({ 'encoder.kind': 'conv4', 'training.batchSize': 128 });
  const ours = ourContestant('conv4', config, { data: noiseImages(10_000, 10), whole: true });
  const rows: string[][] = [];
  const look = (steps: number): void => {
    globalThis.gc?.();
    const resident = (process.memoryUsage.rss() / 2 ** 20).toFixed(0);
    rows.push([String(steps), resident, String(tf.memory().numTensors)]);
  };
  await ours.run(100);
  look(100);
  for (let steps = 600; steps <= 2100; steps += 500) {
    await ours.run(500);
    look(steps);
  }
  ours.close();
  writeSection(
    'Memory over 2,000 steps',
    `conv4, batch 128, memory bank, 10,000 images. ${machine()}.\n\n${table(['steps', 'resident MiB', 'tensors'], rows)}`,
  );
});

it('the greatest memory of ResNet-18 on CIFAR-10', async () => {
  const config = paperConfig({ 'training.batchSize': 128 });
  const ours = ourContestant('resnet18', config, { data: noiseImages(50_000, 10_000), whole: true });
  await ours.run(5);
  const { splits, evaluate } = ours.setup;
  const { encodeSplit } = await import('../../../src-main/training/encode');
  tf.dispose(Object.values(encodeSplit({ evaluate }, splits.test)));
  const greatest = process.resourceUsage().maxRSS / 2 ** 20;
  ours.close();
  writeSection(
    'The greatest memory of ResNet-18 on CIFAR-10',
    `50,000 and 10,000 images of 32x32 on the device, batch 128, memory bank, 5 steps, then all test images encoded: at most ${greatest.toFixed(2)} GiB resident. ${machine()}.`,
  );
});
