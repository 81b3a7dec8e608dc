import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { presetNames } from '../../src-shared/config/presets';
import { greyImages, labels } from '../datasets/idx-bytes';
import { openCommandLine, resultOf, type CommandLine } from './command-line';

let line: CommandLine;
// One data folder for all of them, since painting the built-in dataset takes a while.
beforeAll(() => {
  line = openCommandLine();
});
beforeEach(() => {
  line.script = { end: 'finishes' };
});
afterAll(() => line.remove());

const listRuns = async (): Promise<readonly { name: string; config: Record<string, unknown> }[]> =>
  resultOf(await line.run('runs', 'list', '--json')) as { name: string; config: Record<string, unknown> }[];

const smallest = ['--preset', 'smallest'];
const hardByShare = ['--set', 'loss.kind=hard-simple', '--set', 'negatives.selectBy=share'];

describe('run', () => {
  it('ends with the result that scripts rely on, alone on standard output', async () => {
    const answer = await line.run('run', '--dataset', 'builtin', ...smallest, '--json');
    expect(answer.exitCode).toBe(0);
    expect(resultOf(answer)).toEqual({
      id: expect.any(String) as string,
      name: 'contrastive τ 0.3',
      status: 'finished',
      device: 'CPU',
      engine: 'Scripted 1.0',
      metrics: { linearAccuracy: 0.75, knnAccuracy: 0.5, uniformity: 3.25, tolerance: 0.125, loss: 0.5 },
      throughput: { imagesPerSecond: 1000 },
      durationSeconds: expect.any(Number) as number,
    });
    expect(answer.stderr).toContain('linear accuracy 75.00 %');
  });

  it('takes preset, values and name, later values over earlier ones', async () => {
    const sets = [
      '--set',
      'loss.temperature=0.5',
      '--set',
      'training.seed=7',
      '--set',
      'loss.temperature=0.9',
    ];
    await line.run('run', ...smallest, ...sets, '--name', '试验 A');
    const run = (await listRuns()).at(-1);
    expect(run?.name).toBe('试验 A');
    expect(run?.config).toMatchObject({
      'dataset.id': 'builtin',
      'dataset.limit': 128,
      'loss.temperature': 0.9,
      'training.seed': 7,
    });
  });

  it('fails as a process when the run fails, and says why', async () => {
    line.script = { end: 'fails' };
    const answer = await line.run('run', ...smallest, '--json');
    expect(answer.exitCode).toBe(1);
    expect(resultOf(answer)).toMatchObject({ status: 'failed', error: { code: 'run.non-finite' } });
    expect(answer.stderr).toContain('tau-lab: The loss was not finite at step 4');
  });

  it('pauses at Ctrl-C, says how to go on, and goes on', async () => {
    line.script = { end: 'waits', onTraining: () => line.interrupt() };
    const paused = await line.run('run', ...smallest, '--json');
    const { id, status } = resultOf(paused) as { id: string; status: string };
    expect(status).toBe('paused');
    expect(paused.exitCode).toBe(130);
    expect(paused.stderr).toContain(`runs resume ${id}`);

    line.script = { end: 'finishes' };
    const resumed = await line.run('runs', 'resume', id, '--json');
    expect(resumed.exitCode).toBe(0);
    expect(resultOf(resumed)).toMatchObject({ id, status: 'finished' });
  });

  it.each([
    [
      ['--set', 'loss.temprature=0.5'],
      'Unknown configuration path "loss.temprature"; did you mean "loss.temperature"?',
    ],
    [['--set', 'loss.temperature=0'], 'Expected loss.temperature to be greater than 0, got 0.'],
    [['--set', 'loss.temperature'], 'Expected path=value, got "loss.temperature".'],
    [['--preset', 'papper'], `Expected a preset out of ${presetNames.join(', ')}, got "papper".`],
    [['--dataset', 'nothing'], 'There is no dataset "nothing"; there are builtin.'],
    [
      ['--set', 'loss.kind=hard-contrastive', '--set', 'negatives.hardest=127'],
      'Expected negatives.hardest to be at most 126, the number of negatives of one anchor here, got 127.',
    ],
    [
      ['--set', 'loss.kind=hard-simple', '--set', 'negatives.hardest=0'],
      'Expected negatives.hardest to be in [1, 100000000], got 0.',
    ],
    [
      [...hardByShare, '--set', 'negatives.hardestShare=1.5'],
      'Expected negatives.hardestShare to be in [0, 1], got 1.5.',
    ],
    [
      [...hardByShare, '--set', 'negatives.hardestShare=0'],
      'Expected negatives.hardestShare to be greater than 0, got 0.',
    ],
    [['--set', 'training.batchSize=1'], 'Expected training.batchSize to be in [2, 16384], got 1.'],
    [
      ['--set', 'loss.temperatureSchedule=linear', '--set', 'loss.temperatureEnd=0'],
      'Expected loss.temperatureEnd to be greater than 0, got 0.',
    ],
    [
      ['--set', 'loss.temperatureSchedule=cosine', '--set', 'loss.temperatureEnd=-0.1'],
      'Expected loss.temperatureEnd to be greater than 0, got -0.1.',
    ],
    [
      [
        ...['--set', 'loss.temperatureSchedule=step', '--set', 'loss.temperatureStepEpochs=1,2,3'],
        ...['--set', 'loss.temperatureStepFactor=0.01'],
      ],
      'Expected the temperature to stay at or above 0.001, got 3e-7: its schedule must not go through 0.',
    ],
    [
      ['--set', 'optimizer.learningRate=Infinity'],
      'Expected optimizer.learningRate to be a number, got "Infinity".',
    ],
    [['--set', 'optimizer.learningRate=NaN'], 'Expected optimizer.learningRate to be a number, got "NaN".'],
    [
      ['--set', 'loss.kind=debiased', '--set', 'loss.temperatureSchedule=learned'],
      'The loss debiased in this form uses the temperature for more than dividing similarities, so it cannot be learned from them; choose a schedule, or one of contrastive, hard-contrastive, decoupled, decoupled-weighted in the form of the paper.',
    ],
    [
      ['--set', 'negatives.source=momentum-queue', '--set', 'negatives.queueSize=32'],
      'Expected negatives.queueSize to be at least the batch size of 64, got 32.',
    ],
    [
      ['--set', 'training.accumulation=3'],
      'Expected training.accumulation to divide the batch of 64 into equal parts of at least 2 images, got 3 parts.',
    ],
  ])('refuses %j in one sentence and changes nothing', async (args, sentence) => {
    const before = await listRuns();
    const answer = await line.run('run', ...args, '--json');
    expect(answer).toEqual({ exitCode: 1, stdout: '', stderr: `tau-lab: ${sentence}\n` });
    expect(await listRuns()).toEqual(before);
  });

  it.each([16, 256])('refuses images of %s pixels, which no encoder takes', async (side) => {
    const folder = join(line.store, `images-${side}`);
    mkdirSync(folder);
    for (const split of ['train', 't10k']) {
      writeFileSync(join(folder, `${split}-images-idx3-ubyte`), greyImages(2));
      writeFileSync(join(folder, `${split}-labels-idx1-ubyte`), labels([0, 1]));
    }
    const name = `Side ${side}`;
    const imported = await line.run(
      ...['dataset', 'import', folder, '--name', name, '--side', String(side), '--json'],
    );
    const { id } = resultOf(imported) as { id: string };
    const before = await listRuns();
    const answer = await line.run('run', '--dataset', id, '--set', 'training.batchSize=2', '--json');
    const sentence = `Expected images of 32 to 224 pixels a side for the encoder conv4, got ${side}; import the dataset in another size.`;
    expect(answer).toEqual({ exitCode: 1, stdout: '', stderr: `tau-lab: ${sentence}\n` });
    expect(await listRuns()).toEqual(before);
  });
});

describe('study', () => {
  it('trains every combination and ends with all of them', async () => {
    const axes = ['--axis', 'loss.kind=contrastive,simple', '--axis', 'loss.temperature=0.1,0.5'];
    const answer = await line.run('study', '--dataset', 'builtin', ...axes, '--seeds', '2', '--json');
    expect(answer.exitCode).toBe(0);
    const { status, runs } = resultOf(answer) as { status: string; runs: { name: string; status: string }[] };
    // The simple loss has no temperature, so it is one run a seed and not two.
    expect(runs.map((run) => run.name)).toEqual([
      'contrastive τ 0.1',
      'contrastive τ 0.5',
      'simple',
      'contrastive τ 0.1',
      'contrastive τ 0.5',
      'simple',
    ]);
    expect(status).toBe('finished');
    expect(runs.every((run) => run.status === 'finished')).toBe(true);
  });

  it('knows the quick start, over seeds too', async () => {
    const one = resultOf(await line.run('study', 'quick-start', '--json')) as {
      name: string;
      runs: unknown[];
    };
    expect(one).toMatchObject({ name: 'Quick start' });
    expect(one.runs).toHaveLength(6);
    const two = resultOf(await line.run('study', 'quick-start', '--seeds', '2', '--json')) as {
      runs: unknown[];
    };
    expect(two.runs).toHaveLength(12);
  });

  it('pauses as a whole at Ctrl-C', async () => {
    line.script = { end: 'waits', onTraining: () => line.interrupt() };
    const answer = await line.run('study', '--axis', 'loss.temperature=0.1,0.5', '--json');
    expect(answer.exitCode).toBe(130);
    const { status, runs } = resultOf(answer) as { status: string; runs: { status: string }[] };
    expect(status).toBe('unfinished');
    expect(runs.map((run) => run.status)).toEqual(['paused', 'paused']);
  });

  it('fails where one of its runs fails', async () => {
    line.script = { end: 'fails' };
    const answer = await line.run('study', '--axis', 'loss.temperature=0.1,0.5');
    expect(answer.exitCode).toBe(1);
    expect(answer.stdout).toContain('failed');
  });

  it('refuses a study that varies nothing', async () => {
    const answer = await line.run('study', '--dataset', 'builtin');
    expect(answer).toMatchObject({ exitCode: 1, stdout: '' });
    expect(answer.stderr).toBe('tau-lab: Expected a study to vary at least one field, got none.\n');
  });
});
