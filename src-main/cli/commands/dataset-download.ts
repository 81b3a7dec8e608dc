import { join } from 'node:path';
import type { Command } from 'commander';
import type { Download, DownloadProgress } from '#shared/download';
import { Problem } from '#shared/result';
import type { Lab } from '../../lab/create-lab';
import { askLab } from '../ask-lab';
import { downloadProgress } from '../download-progress';
import { exitCodes } from '../exit-codes';
import { withLab, type Invocation, type Invoke } from '../invocation';

interface DownloadOptions {
  readonly mirror?: string;
  readonly optional?: boolean;
}

export function addDatasetDownloadCommand(dataset: Command, invoke: Invoke): void {
  dataset
    .command('download <name>')
    .description('fetch the official files of a dataset and check them; what broke off goes on')
    .option(
      '--mirror <url>',
      'another place that holds the files; {dataset} and {file} stand for their names',
    )
    .option('--optional', 'also the files that the dataset is whole without')
    .action(
      invoke((invocation, command) =>
        download(invocation, command.args[0] ?? '', command.opts<DownloadOptions>()),
      ),
    );
}

async function download(invocation: Invocation, id: string, options: DownloadOptions): Promise<void> {
  const { output } = invocation;
  const { ended, wasInterrupted } = await withLab(invocation, (lab) => follow(lab, id, options, invocation));
  if (wasInterrupted) {
    output.say('Stopped. The same command goes on from here.');
    invocation.setExitCode(exitCodes.interrupted);
    return;
  }
  if (ended.error) throw new Problem(ended.error.code, ended.error.details);
  const files = ended.files
    .filter(({ state }) => state === 'present')
    .map(({ name }) => join(ended.folder, name));
  output.result({ id, files }, () => files.join('\n'));
}

/** Waits until the files are there or will not come. The first Ctrl-C stops it and keeps what has come. */
async function follow(
  lab: Lab,
  id: string,
  { mirror, optional = false }: DownloadOptions,
  invocation: Invocation,
): Promise<{ readonly ended: Download; readonly wasInterrupted: boolean }> {
  const view = downloadProgress(invocation.output);
  let wasInterrupted = false;
  const stopInterrupt = invocation.onInterrupt(() => {
    wasInterrupted = true;
    stopInterrupt();
    void lab.request('downloads.cancel', { id });
  });
  try {
    const ended = untilEnded(lab, id, view.show);
    const start = askLab(lab, 'downloads.start', {
      id,
      withOptional: optional,
      ...(mirror === undefined ? {} : { mirror }),
    });
    // Where it cannot even be started, nothing will be told.
    await start;
    return { ended: await ended, wasInterrupted };
  } finally {
    stopInterrupt();
    view.stop();
  }
}

const untilEnded = (
  lab: Lab,
  id: string,
  onProgress: (progress: DownloadProgress) => void,
): Promise<Download> =>
  new Promise((resolve) => {
    const stop = lab.onPush((name, payload) => {
      const told = payload as Download;
      if (name !== 'downloads.changed' || told.id !== id) return;
      if (told.progress) return onProgress(told.progress);
      stop();
      resolve(told);
    });
  });
