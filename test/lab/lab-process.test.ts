import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createBirpc } from 'birpc';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ClientFunctions, LabFunctions, PushName, Pushes } from '../../src-shared/contract';
import type { FromLab, ToLab } from '../../src-main/desktop/lab-messages';
import {
  dataFolderForTest,
  hasStatus,
  labForTest,
  scriptedTrainerFile,
  setScript,
  stepsUpTo,
  valueOf,
} from './lab-under-test';

const root = resolve(import.meta.dirname, '../..');
let built = '';

/** The process entry as it ships, with the scripted trainer beside it. */
beforeAll(async () => {
  built = mkdtempSync(join(root, 'node_modules', '.tau-lab-test-'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: resolve(root, 'src-main/lab/main.ts'),
      outDir: built,
      emptyOutDir: false,
      rolldownOptions: {
        external: ['better-sqlite3'],
        output: { format: 'cjs', entryFileNames: 'lab.cjs', codeSplitting: false },
      },
    },
  });
  const trainer = `import(${JSON.stringify(pathToFileURL(scriptedTrainerFile).href)});`;
  writeFileSync(join(built, 'trainer.cjs'), trainer);
});
afterAll(() => rmSync(built, { recursive: true, force: true }));
beforeEach(() => setScript({}));

interface LabChild {
  readonly child: ChildProcess;
  readonly messages: readonly FromLab[];
  readonly request: LabFunctions['request'];
  readonly until: (isWanted: (name: PushName, payload: never) => boolean) => Promise<void>;
  readonly send: (message: ToLab) => void;
}

/** Starts the lab as the desktop does, with one window. */
async function startLabProcess(folder: string, ...args: readonly string[]): Promise<LabChild> {
  const child = fork(join(built, 'lab.cjs'), ['--store', folder, ...args], {
    execArgv: [],
    serialization: 'advanced',
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const messages: FromLab[] = [];
  const listeners = new Set<(name: PushName, payload: never) => void>();
  let receive: (data: unknown) => void = () => undefined;
  const send = (message: ToLab): void => void child.send(message);
  const functions: ClientFunctions = {
    push: (name, payload) => listeners.forEach((listener) => listener(name, payload as never)),
  };
  const rpc = createBirpc<LabFunctions, ClientFunctions, false>(functions, {
    proxify: false,
    post: (data) => send({ kind: 'client', client: 'window', data }),
    on: (listener: (data: unknown) => void) => (receive = listener),
  });
  child.on('message', (received) => {
    const message = received as FromLab;
    if (message.kind === 'client') receive(message.data);
    else messages.push(message);
  });
  await once(child, 'message');
  return {
    child,
    messages,
    send,
    request: (name, input) => rpc.$call('request', name, input) as never,
    until: (isWanted) =>
      new Promise((resolve) => {
        const listener = (name: PushName, payload: never): void => {
          if (!isWanted(name, payload)) return;
          listeners.delete(listener);
          resolve();
        };
        listeners.add(listener);
      }),
  };
}

describe('the lab process', () => {
  it('loses nothing that was recorded when it is killed, and its run finishes afterwards', async () => {
    setScript({ waitAtStep: 12 });
    const folder = await dataFolderForTest();
    const process = await startLabProcess(folder, '--no-quick-start');
    const told: number[] = [];
    const reached = process.until((name, payload) => {
      if (name !== 'series.appended') return false;
      told.push(...(payload as Pushes['series.appended']).points.map((point) => point.step));
      return told.at(-1) === 12;
    });
    const { id } = valueOf(await process.request('runs.start', { config: { 'training.epochs': 3 } }));
    await reached;
    process.child.kill('SIGKILL');
    await once(process.child, 'exit');

    setScript({});
    const after = await labForTest({ storeFolder: folder });
    expect(after.run(id)).toMatchObject({
      status: 'interrupted',
      checkpointStep: 10,
      error: { code: 'run.lab-died' },
    });
    expect(told).toEqual(stepsUpTo(12));
    const csv = valueOf(await after.lab.request('runs.export', { id, format: 'csv' }));
    const steps = csv.split('\n').filter((line) => line.startsWith('loss,'));
    expect(steps.map((line) => Number(line.split(',')[1]))).toEqual(told);
    valueOf(await after.lab.request('runs.resume', { ids: [id] }));
    await after.until(id, hasStatus('finished'));
  });

  it('goes on from a checkpoint that the trainer wrote when its lab was gone already', async () => {
    setScript({ waitAtStep: 3, keepWhenLabIsGone: true });
    const folder = await dataFolderForTest();
    const process = await startLabProcess(folder, '--no-quick-start');
    const reached = process.until(
      (name, payload) =>
        name === 'runs.changed' && (payload as Pushes['runs.changed']).some((run) => run.progress.step === 3),
    );
    const { id } = valueOf(await process.request('runs.start', { config: { 'training.epochs': 3 } }));
    await reached;
    process.child.kill('SIGKILL');
    await vi.waitFor(() => readFileSync(join(folder, 'checkpoints', id, 'step.json')), { timeout: 100_000 });

    const after = await labForTest({ storeFolder: folder });
    expect(after.run(id)).toMatchObject({ status: 'interrupted', checkpointStep: null });
    valueOf(await after.lab.request('runs.resume', { ids: [id] }));
    await after.until(id, hasStatus('finished'));
    const { attempts } = valueOf(await after.lab.request('runs.get', { id }));
    expect(attempts.map((attempt) => attempt.fromStep)).toEqual([0, 3]);
  });

  it('says why it refuses a data folder', async () => {
    const folder = await dataFolderForTest();
    const first = await startLabProcess(folder, '--no-quick-start');
    expect(first.messages).toEqual([{ kind: 'ready' }]);
    const second = await startLabProcess(folder, '--no-quick-start');
    const error = { code: 'store.locked', details: { folder, pid: String(first.child.pid) } };
    expect(second.messages).toMatchObject([{ kind: 'refused', error }]);
    if (second.child.exitCode === null) await once(second.child, 'exit');
    expect(second.child.exitCode).toBe(1);
  });

  it('shows something at the first start, and pauses it when asked to close', async () => {
    setScript({ waitAtStep: 3 });
    const folder = await dataFolderForTest();
    const process = await startLabProcess(folder);
    const isAtStepThree = async (): Promise<void> => {
      const runs = valueOf(await process.request('runs.list', {}));
      expect(runs.map((run) => run.progress.step)).toContain(3);
    };
    await vi.waitFor(isAtStepThree, { timeout: 100_000 });
    expect(process.messages).toEqual([{ kind: 'ready' }, { kind: 'state', running: true }]);
    process.send({ kind: 'close' });
    await once(process.child, 'exit');
    expect(process.child.exitCode).toBe(0);
    const { lab } = await labForTest({ storeFolder: folder, holdQueue: true });
    const runs = valueOf(await lab.request('runs.list', {}));
    expect(runs.map((run) => run.status)).toEqual(['paused', ...Array<string>(5).fill('queued')]);
  });

  it('ends in order when the desktop is gone', async () => {
    setScript({ waitAtStep: 3 });
    const folder = await dataFolderForTest();
    const process = await startLabProcess(folder, '--no-quick-start');
    const { id } = valueOf(await process.request('runs.start', { config: {} }));
    await process.until((name) => name === 'series.appended');
    process.child.disconnect();
    await once(process.child, 'exit');
    const after = await labForTest({ storeFolder: folder });
    expect(after.run(id).status).toBe('paused');
  });
});
