import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FromLab } from '../../src-main/desktop/lab-messages';
import { startLab, type LabProcess } from '../../src-main/desktop/lab-process';

let folder = '';
let lab: LabProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tau-lab-desktop-'));
});
afterEach(async () => {
  await lab?.close();
  rmSync(folder, { recursive: true });
});

const ready = "process.send({ kind: 'ready' });";
const obey = `process.on('message', (message) => {
  if (message.kind === 'close') { require('node:fs').writeFileSync(process.argv[2], 'closed'); process.disconnect(); }
  if (message.kind === 'client' && message.data === 'die') process.exit(3);
  if (message.kind === 'client') process.send({ kind: 'client', client: message.client, data: message.data });
});`;

/** Starts a real process that runs the script in place of the lab. */
function start(script: string) {
  const file = join(folder, 'lab.cjs');
  writeFileSync(file, script);
  const messages: FromLab[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  let onLost: (sentence: string) => void = () => undefined;
  const lost = new Promise<string>((resolve) => {
    onLost = resolve;
  });
  const started = startLab(
    { node: process.execPath, file, args: [join(folder, 'closed')] },
    {
      onMessage: (message) => {
        messages.push(message);
        for (const { count, resolve } of waiting) if (messages.length >= count) resolve();
      },
      onLost,
    },
  );
  lab = started;
  const received = (count: number): Promise<void> =>
    messages.length >= count
      ? Promise.resolve()
      : new Promise((resolve) => void waiting.push({ count, resolve }));
  return { lab: started, messages, received, lost };
}

describe('startLab', () => {
  it('carries messages both ways, with bytes as bytes', async () => {
    const { lab, messages, received } = start(ready + obey);
    await received(1);
    lab.send({
      kind: 'client',
      client: 'a',
      data: { pixels: new Uint8Array([1, 2, 255]), nothing: undefined },
    });
    await received(2);
    expect(messages[0]).toEqual({ kind: 'ready' });
    expect(messages[1]).toEqual({
      kind: 'client',
      client: 'a',
      data: { pixels: new Uint8Array([1, 2, 255]), nothing: undefined },
    });
  });

  it('lets the lab end by itself, and twice is once', async () => {
    const { lab, received } = start(ready + obey);
    await received(1);
    await Promise.all([lab.close(), lab.close()]);
    expect(readFileSync(join(folder, 'closed'), 'utf8')).toBe('closed');
  });

  it('starts a lab that died once more, then tells the person', async () => {
    const { lab, received, lost } = start(ready + obey);
    await received(1);
    lab.send({ kind: 'client', client: 'a', data: 'die' });
    await received(2);
    lab.send({ kind: 'client', client: 'a', data: 'die' });
    expect(await lost).toBe(
      "Tau Lab's background process ended unexpectedly (exit code 3); start Tau Lab again.",
    );
  });

  it('hands on the sentence of a lab that refuses, and does not start it again', async () => {
    const { lost, messages } = start(
      `process.send({ kind: 'refused', error: { code: 'store.locked', message: 'In use.', details: {} } }, () => process.exit(1));`,
    );
    expect(await lost).toBe('In use.');
    expect(messages).toEqual([]);
  });

  it('tells where the lab cannot even be started', async () => {
    const lost = await new Promise<string>((onLost) => {
      const launch = { node: join(folder, 'no-node'), file: 'lab.cjs', args: [] };
      lab = startLab(launch, { onMessage: () => undefined, onLost });
    });
    expect(lost).toContain('ENOENT');
  });
});
