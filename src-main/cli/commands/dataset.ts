import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { builtinDatasetId, type DatasetInfo } from '#shared/dataset';
import { Problem } from '#shared/result';
import { askLab } from '../ask-lab';
import { formatBytes, formatTime } from '../format';
import { withLab, type Invocation, type Invoke } from '../invocation';
import { readStore } from '../read-store';
import { facts, table } from '../table';
import { addDatasetDownloadCommand } from './dataset-download';

interface ImportOptions {
  readonly name: string;
  readonly trainImages: string;
  readonly trainLabels: string;
  readonly testImages: string;
  readonly testLabels: string;
}

export function addDatasetCommands(program: Command, invoke: Invoke): void {
  const dataset = program.command('dataset').description('the images that runs train on');
  dataset
    .command('list')
    .description('list the datasets of the data folder')
    .action(
      invoke(async (invocation) => {
        const datasets = await listDatasets(invocation);
        invocation.output.result(datasets, () => datasetTable(datasets));
      }),
    );
  dataset
    .command('show <id>')
    .description('tell all about one dataset')
    .action(invoke((invocation, command) => show(invocation, command.args[0] ?? '')));
  dataset
    .command('import')
    .description('copy image files into the data folder, packed')
    .addOption(new Option('--format <format>', 'format of the files').choices(['idx']).makeOptionMandatory())
    .requiredOption('--name <name>', 'a name for the dataset')
    .requiredOption('--train-images <file>', 'training images, gzip or plain')
    .requiredOption('--train-labels <file>', 'their labels')
    .requiredOption('--test-images <file>', 'test images')
    .requiredOption('--test-labels <file>', 'their labels')
    .action(invoke((invocation, command) => importIdx(invocation, command.opts<ImportOptions>())));
  addDatasetDownloadCommand(dataset, invoke);
  dataset
    .command('delete <id>')
    .description('delete a dataset that no run uses')
    .action(
      invoke(async (invocation, command) => {
        const id = command.args[0] ?? '';
        await withLab(invocation, (lab) => askLab(lab, 'datasets.delete', { id }));
        invocation.output.result({ id, deleted: true }, () => `Deleted dataset ${id}`);
      }),
    );
}

/** Read beside a running workbench; only a folder that never had one must be opened for writing first. */
async function listDatasets(invocation: Invocation): Promise<readonly DatasetInfo[]> {
  const known = readStore(invocation.store, (store) => store.datasets.list());
  if (known.some((dataset) => dataset.id === builtinDatasetId)) return known;
  return withLab(invocation, (lab) => askLab(lab, 'datasets.list', {}));
}

async function show(invocation: Invocation, id: string): Promise<void> {
  const datasets = await listDatasets(invocation);
  const dataset = datasets.find((candidate) => candidate.id === id);
  if (!dataset) {
    throw new Problem('dataset.not-found', { id, known: datasets.map((each) => each.id).join(', ') });
  }
  invocation.output.result(dataset, () => datasetFacts(dataset));
}

async function importIdx(invocation: Invocation, options: ImportOptions): Promise<void> {
  const { output } = invocation;
  output.say(`Importing ${options.name}`);
  const dataset = await withLab(invocation, (lab) =>
    askLab(lab, 'datasets.importIdx', {
      name: options.name,
      // The lab may have another working folder.
      trainImages: resolve(options.trainImages),
      trainLabels: resolve(options.trainLabels),
      testImages: resolve(options.testImages),
      testLabels: resolve(options.testLabels),
    }),
  );
  output.result(dataset, () => datasetFacts(dataset));
}

const imageSize = ({ image }: DatasetInfo): string => image.join('x');

const datasetTable = (datasets: readonly DatasetInfo[]): string =>
  table<DatasetInfo>(
    [
      { title: 'ID', cell: (dataset) => dataset.id },
      { title: 'NAME', cell: (dataset) => dataset.name },
      { title: 'FORMAT', cell: (dataset) => dataset.format },
      { title: 'IMAGE', cell: imageSize },
      { title: 'CLASSES', align: 'right', cell: (dataset) => String(dataset.classes.length) },
      { title: 'TRAIN', align: 'right', cell: (dataset) => String(dataset.splits.train.count) },
      { title: 'TEST', align: 'right', cell: (dataset) => String(dataset.splits.test.count) },
      { title: 'SIZE', align: 'right', cell: (dataset) => formatBytes(dataset.sizeBytes) },
    ],
    datasets,
  );

const datasetFacts = (dataset: DatasetInfo): string =>
  facts([
    ['dataset', dataset.id],
    ['name', dataset.name],
    ['format', dataset.format],
    ['image', imageSize(dataset)],
    ['classes', dataset.classes.join(', ')],
    ['training images', String(dataset.splits.train.count)],
    ['test images', String(dataset.splits.test.count)],
    ['size', formatBytes(dataset.sizeBytes)],
    ['SHA-256', dataset.hash],
    ['created', `${formatTime(dataset.createdAtUnixMs)} UTC`],
  ]);
