import { InvalidArgumentError, type Command } from 'commander';
import type { Lab } from '../../lab/create-lab';
import { startQuickStartIfEmpty } from '../../lab/quick-start';
import { serveClient } from '../../lab/serve-client';
import { withLab, type Invocation, type Invoke } from '../invocation';
import { endWhenSilent, socketChannel } from '../serve/socket-channel';
import { startWebServer } from '../serve/web-server';

interface ServeOptions {
  readonly port?: number;
  readonly quickStart: boolean;
}

export function addServeCommand(program: Command, invoke: Invoke): void {
  program
    .command('serve')
    .description('show the workbench in a browser on this machine')
    .option('--port <n>', 'port to listen on (default: 7878, or any free one)', portNumber)
    .option('--quick-start', 'train the quick-start study where the data folder is empty', true)
    .option('--no-quick-start', 'start nothing')
    .action(invoke((invocation, command) => serve(invocation, command.opts<ServeOptions>())));
}

function portNumber(written: string): number {
  const port = Number(written);
  if (/^\d+$/.test(written) && port <= 65_535) return port;
  throw new InvalidArgumentError('Expected a whole number in [0, 65535].');
}

/** Serves until Ctrl-C; then what trains is paused and the data folder freed. */
const serve = (invocation: Invocation, options: ServeOptions): Promise<void> =>
  withLab(invocation, (lab) => serveLab(lab, invocation, options), false);

async function serveLab(lab: Lab, invocation: Invocation, options: ServeOptions): Promise<void> {
  const { output } = invocation;
  const server = await startWebServer({
    pageFolder: invocation.pageFolder,
    port: options.port ?? null,
    onSocket: (socket) => {
      endWhenSilent(socket);
      socket.once('close', serveClient(lab, socketChannel(socket)));
    },
  });
  try {
    const { address } = server;
    output.result({ address, store: invocation.store }, () => `Tau Lab is at ${address}`);
    const untilInterrupted = interrupted(invocation);
    if (options.quickStart) await startQuickStartIfEmpty(lab);
    await untilInterrupted;
    output.say(lab.isTraining() ? 'Pausing what trains; press Ctrl-C again to stop at once.' : 'Closing.');
  } finally {
    await server.close();
  }
}

const interrupted = ({ onInterrupt }: Invocation): Promise<void> =>
  new Promise((resolve) => {
    const stopListening = onInterrupt(() => {
      stopListening();
      resolve();
    });
  });
