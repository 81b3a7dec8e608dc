import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCommandLine, resultOf, type CommandLine } from './command-line';

let line: CommandLine;
beforeAll(() => {
  line = openCommandLine();
});
afterAll(() => line.remove());

describe('usage', () => {
  it.each([
    [['runs', 'lst'], "unknown command 'lst'; did you mean list?"],
    [['serv'], "unknown command 'serv'; did you mean serve?"],
    [['run', '--datset', 'builtin'], "unknown option '--datset'; did you mean --dataset?"],
    [['runs', 'show'], "missing required argument 'id'."],
    [
      ['runs', 'export', 'x', '--format', 'xml'],
      "option '--format <format>' argument 'xml' is invalid. Allowed choices are csv, json.",
    ],
    [
      ['serve', '--port', 'http'],
      "option '--port <n>' argument 'http' is invalid. Expected a whole number in [0, 65535].",
    ],
    [
      ['study', 'quick-start', '--seeds', '0'],
      "option '--seeds <n>' argument '0' is invalid. Expected a whole number in [1, 1000].",
    ],
    [
      ['study', 'slow-start'],
      "command-argument value 'slow-start' is invalid for argument 'which'. Allowed choices are quick-start.",
    ],
    [
      ['study', 'quick-start', '--set', 'training.epochs=1'],
      'Expected "study quick-start" with no option but --seeds; leave "quick-start" out for a study of your own.',
    ],
    [['dataset', 'import', '--format', 'idx', '--name', 'a'], "missing required argument 'path'."],
  ])('%j is told in one line on standard error', async (args, sentence) => {
    for (const json of [[], ['--json']]) {
      expect(await line.run(...args, ...json)).toEqual({
        exitCode: 2,
        stdout: '',
        stderr: `tau-lab: ${sentence}\n`,
      });
    }
  });

  it('asks for a command where there is none', async () => {
    for (const args of [[], ['runs'], ['engine']]) {
      const answer = await line.run(...args);
      expect(answer).toMatchObject({ exitCode: 2, stdout: '' });
      expect(answer.stderr).toMatch(/^tau-lab: .*--help.*\n$/);
    }
  });

  it('helps on standard output', async () => {
    const answer = await line.run('run', '--help');
    expect(answer.exitCode).toBe(0);
    expect(answer.stdout).toContain('--set <path=value>');
    expect(answer.stdout).toContain('--store <dir>');
  });

  it('tells of the engine as JSON alone', async () => {
    const answer = await line.run('engine', 'status', '--json');
    expect(answer).toMatchObject({ exitCode: 0, stderr: '' });
    expect(resultOf(answer)).toHaveProperty('active');
  });
});
