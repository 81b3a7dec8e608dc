import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openCommandLine, resultOf, type CommandLine } from './command-line';

let line: CommandLine;
let id = '';
beforeAll(async () => {
  line = openCommandLine();
  const run = resultOf(await line.run('run', '--preset', 'smallest', '--json'));
  id = (run as { id: string }).id;
  const folder = join(line.store, 'checkpoints', id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'step-000000004.best.taucheckpoint'), '1234');
  writeFileSync(join(folder, 'step-000000008.taucheckpoint'), '123456');
});
beforeEach(() => {
  line.script = { end: 'finishes' };
});
afterAll(() => line.remove());

describe('details', () => {
  it('are listed by kind, and printed for one kind', async () => {
    const { stdout } = await line.run('runs', 'details', id);
    expect(stdout).toBe(
      'KIND       VALUES  FIRST STEP  LAST STEP\nconfusion       1           4          4\n',
    );
    const one = await line.run('runs', 'details', id, '--kind', 'confusion');
    expect(one.stdout).toBe('step 4  {"counts":[[3,1],[0,4]]}\n');
    const value = { counts: [[3, 1], [0, 4]] }; // prettier-ignore
    const all = [{ runId: id, kind: 'confusion', step: 4, value }];
    expect(resultOf(await line.run('runs', 'details', id, '--json'))).toEqual(all);
    expect(resultOf(await line.run('runs', 'details', id, '--kind', 'spectrum', '--json'))).toEqual([]);
  });

  it('are in the exported JSON', async () => {
    const { stdout } = await line.run('runs', 'export', id, '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ id, details: [{ kind: 'confusion', step: 4 }] });
  });
});

describe('checkpoints', () => {
  it('are listed with what they are kept as', async () => {
    const { stdout } = await line.run('runs', 'checkpoints', id);
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      'STEP  EPOCH  KEPT AS         SIZE',
      '   8      2  resume        0.0 kB',
      '   4      1  resume, best  0.0 kB',
    ]);
    expect(resultOf(await line.run('runs', 'checkpoints', id, '--json'))).toEqual([
      { step: 8, epoch: 2, reasons: ['resume'], sizeBytes: 6 },
      { step: 4, epoch: 1, reasons: ['resume', 'best'], sizeBytes: 4 },
    ]);
  });
});

describe('evaluating', () => {
  it('waits and prints every accuracy with how it was obtained', async () => {
    const answer = await line.run('evaluate', id, '--checkpoint', 'best');
    expect(answer).toMatchObject({ exitCode: 0, stderr: `Evaluating step 4 of run ${id}\n` });
    const rows = answer.stdout.split('\n');
    expect(rows).toContainEqual(
      expect.stringMatching(/^linearAccuracy +62\.50 % {2}Ridge regression of the class/),
    );
    expect(rows).toContainEqual(expect.stringMatching(/^linearAccuracyBest +75\.00 %$/));
  });

  it('prints the whole evaluation as JSON', async () => {
    const set = ['--set', 'evaluation.linearProtocol=paper', '--set', 'evaluation.linearEpochs=9'];
    const answer = await line.run('evaluate', id, ...set, '--json');
    expect(resultOf(answer)).toMatchObject({
      runId: id,
      checkpoint: 'last',
      step: 8,
      status: 'finished',
      settings: { 'evaluation.linearProtocol': 'paper', 'evaluation.linearEpochs': 9 },
      metrics: { linearAccuracy: 0.625, linearAccuracyBest: 0.75 },
      protocol: { linearAccuracy: { code: 'linear.ridge' } },
    });
  });

  it('stops at Ctrl-C', async () => {
    line.script = { end: 'waits', onTraining: () => line.interrupt() };
    const answer = await line.run('evaluate', id, '--checkpoint', '8', '--json');
    expect(answer.exitCode).toBe(130);
    expect(resultOf(answer)).toMatchObject({ status: 'cancelled' });
  });

  it.each([
    [['evaluate', 'nothing'], 1, 'There is no run "nothing" in this store'],
    [
      ['evaluate', '', '--checkpoint', '5'],
      1,
      'has no checkpoint of step 5; there are those of the steps 4, 8.',
    ],
    [
      ['evaluate', '', '--checkpoint', 'first'],
      2,
      'Expected --checkpoint to be best, last or the number of a step',
    ],
    [['evaluate', '', '--set', 'loss.temperature=1'], 1, 'Expected a setting of the evaluation'],
    [['runs', 'checkpoints', 'nothing'], 1, 'There is no run "nothing"'],
    [['runs', 'details', 'nothing'], 1, 'There is no run "nothing"'],
    [['runs', 'details', '', '--kind', 'spectra'], 2, 'Allowed choices are similarityHistogram'],
  ])('refuses %s', async (args, exitCode, sentence) => {
    const answer = await line.run(...args.map((word) => (word === '' ? id : word)));
    expect(answer).toMatchObject({ exitCode, stdout: '' });
    expect(answer.stderr).toContain(sentence);
  });
});
