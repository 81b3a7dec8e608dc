import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { runCommandLine } from '../../src-main/cli/run-command-line';
import type { KnownDataset } from '../../src-main/datasets/download/catalogue';
import { createLab } from '../../src-main/lab/create-lab';
import { scriptedLauncher, type Script } from './scripted-launcher';

/** As if TensorFlow were installed; the scripted trainer stands for it. */
const installed = { folder: '', kind: 'bundled', flavour: 'cpu', tensorflowVersion: '2.21.0' } as const;

export interface Answer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandLine {
  readonly store: string;
  /** Carries out one command on the store. */
  readonly run: (...args: string[]) => Promise<Answer>;
  /** What the next runs come to. */
  script: Script;
  /** What a person's Ctrl-C does. */
  readonly interrupt: () => void;
  /** All that was said so far. */
  readonly heard: () => string;
  readonly remove: () => void;
}

class Kept extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/**
 * A command line in this process on a data folder of its own: a real store, a scripted trainer.
 * @param catalogue  what can be downloaded
 */
export function openCommandLine(catalogue: readonly KnownDataset[] = []): CommandLine {
  const folder = mkdtempSync(join(tmpdir(), 'tau-lab-cli-'));
  const store = join(folder, 'store');
  const pageFolder = join(folder, 'page');
  mkdirSync(pageFolder);
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>Tau Lab</title>');
  const listeners = new Set<() => void>();
  let current = { stdout: new Kept(), stderr: new Kept() };
  const line: CommandLine = {
    store,
    script: { end: 'finishes' },
    run: async (...args) => {
      const streams = (current = { stdout: new Kept(), stderr: new Kept() });
      const exitCode = await runCommandLine([...args, '--store', store], {
        streams,
        env: {},
        pageFolder,
        openLab: (options) =>
          createLab({
            ...options,
            catalogue,
            trainer: scriptedLauncher(line.script),
            engine: () => installed,
          }),
        onInterrupt: (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      });
      return { exitCode, stdout: streams.stdout.text, stderr: streams.stderr.text };
    },
    interrupt: () => {
      for (const listener of [...listeners]) listener();
    },
    heard: () => current.stdout.text,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  return line;
}

/** The last line of standard output, which with --json is the whole result; every line must be JSON. */
export function resultOf(answer: Answer): unknown {
  const lines = answer.stdout.trimEnd().split('\n');
  const values = lines.map((line) => JSON.parse(line) as unknown);
  return values.at(-1);
}
