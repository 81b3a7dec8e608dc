/** The lab as a process of its own, for the desktop: speaks over the channel to its parent and ends with it. */

import { parseArgs } from 'node:util';
import { toAppError } from '#shared/result';
import type { FromLab, ToLab } from '../desktop/lab-messages';
import { dataFolder } from '../store/data-folder';
import { createLab, type Lab } from './create-lab';
import { startQuickStartIfEmpty } from './quick-start';
import { serveClient } from './serve-client';

const { values } = parseArgs({
  options: { store: { type: 'string' }, 'no-quick-start': { type: 'boolean' } },
});

const tell = (message: FromLab): void => {
  // The desktop may just have gone; that is told by `disconnect`.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
};

interface Client {
  readonly receive: (message: unknown) => void;
  readonly detach: () => void;
}

function connectClient(lab: Lab, client: string): Client {
  let receive: (message: unknown) => void = () => undefined;
  const detach = serveClient(lab, {
    send: (data) => tell({ kind: 'client', client, data }),
    onMessage: (listener) => {
      receive = listener;
    },
  });
  return { receive: (message) => receive(message), detach };
}

function serve(lab: Lab): void {
  const clients = new Map<string, Client>();
  let closing: Promise<void> | undefined;
  const end = (): void => {
    closing ??= lab.close().then(() => process.exit(0));
  };
  const gone = (id: string): void => {
    clients.get(id)?.detach();
    clients.delete(id);
  };
  process.on('message', (received) => {
    const message = received as ToLab;
    if (message.kind === 'close') return end();
    if (message.kind === 'client-gone') return gone(message.client);
    const client = clients.get(message.client) ?? connectClient(lab, message.client);
    clients.set(message.client, client);
    client.receive(message.data);
  });
  lab.onTraining((running) => tell({ kind: 'state', running }));
  process.on('disconnect', end);
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

async function start(): Promise<void> {
  const lab = await createLab({ storeFolder: dataFolder(values.store) });
  serve(lab);
  tell({ kind: 'ready' });
  if (lab.isTraining()) tell({ kind: 'state', running: true });
  if (values['no-quick-start'] !== true) await startQuickStartIfEmpty(lab);
}

start().catch((thrown: unknown) => {
  process.exitCode = 1;
  tell({ kind: 'refused', error: toAppError(thrown) });
  process.disconnect?.();
});
