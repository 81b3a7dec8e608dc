import { resolve } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { importFormats, type DatasetImport, type DatasetInfo, type ImportFormat } from '#shared/dataset';
import { Problem } from '#shared/result';
import type { Lab } from '../../lab/create-lab';
import { askLab } from '../ask-lab';
import { importProgress } from '../import-progress';
import { withLab, type Invocation } from '../invocation';

interface ImportOptions {
  readonly name?: string;
  readonly format?: ImportFormat;
  readonly side?: number;
  readonly holdout?: number;
  readonly holdoutSeed?: number;
  readonly coarse?: boolean;
  readonly extra?: boolean;
}

function toNumber(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || Number.isNaN(number)) throw new InvalidArgumentError('Expected a number.');
  return number;
}

export const addImportCommand = (dataset: Command): Command =>
  dataset
    .command('import <path...>')
    .description(
      'copy a dataset into the data folder, packed: archives, files or folders as they were downloaded',
    )
    .option('--name <name>', 'a name for the dataset')
    .addOption(new Option('--format <format>', 'instead of the detected one').choices(importFormats))
    .option('--side <pixels>', 'height and width to store images with', toNumber)
    .option(
      '--holdout <fraction>',
      'part of the training images to test on where there are no test images',
      toNumber,
    )
    .option('--holdout-seed <seed>', 'which images these are', toNumber)
    .option('--coarse', 'coarse labels where there are two kinds')
    .option('--extra', 'the additional training images too, where there are some');

/** Imports and waits. The first Ctrl-C cancels; nothing is left behind. */
export async function importPaths(
  invocation: Invocation,
  paths: readonly string[],
  options: ImportOptions,
): Promise<DatasetInfo> {
  const { output } = invocation;
  return withLab(invocation, async (lab) => {
    const { name, format, side, holdout, holdoutSeed, coarse, extra } = options;
    const job = await askLab(lab, 'datasets.import', {
      // The lab may have another working folder.
      paths: paths.map((path) => resolve(path)),
      name,
      format,
      side,
      holdout,
      holdoutSeed,
      coarse,
      extra,
    });
    output.say(`Importing ${job.name}`);
    const ended = await follow(lab, job, invocation);
    for (const warning of ended.warnings) output.say(warning.message);
    if (ended.wasThere) output.say(`The same images are there already as ${ended.datasetId ?? ''}.`);
    if (ended.error) throw new Problem(ended.error.code, ended.error.details);
    if (ended.status === 'cancelled') throw new Problem('import.cancelled');
    const datasets = await askLab(lab, 'datasets.list', {});
    const dataset = datasets.find((each) => each.id === ended.datasetId);
    if (!dataset) throw new Error('Expected the dataset that was imported');
    return dataset;
  });
}

async function follow(lab: Lab, job: DatasetImport, invocation: Invocation): Promise<DatasetImport> {
  const progress = importProgress(invocation.output);
  const cancel = (): void => void lab.request('datasets.cancelImport', { id: job.id });
  const stopInterrupt = invocation.onInterrupt(() => {
    stopInterrupt();
    cancel();
  });
  try {
    return await new Promise<DatasetImport>((settle, reject) => {
      const take = (imports: readonly DatasetImport[]): void => {
        const now = imports.find((each) => each.id === job.id);
        if (!now) return;
        progress.show(now);
        if (now.status === 'running') return;
        stopListening();
        settle(now);
      };
      const stopListening = lab.onPush((name, payload) => {
        if (name === 'imports.changed') take(payload as readonly DatasetImport[]);
      });
      // What changed before anyone listened.
      askLab(lab, 'datasets.imports', {}).then(take, reject);
    });
  } finally {
    stopInterrupt();
    progress.stop();
  }
}
