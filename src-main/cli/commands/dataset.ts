import type { Command } from 'commander';
import { builtinDatasetId, splitNames, type DatasetInfo } from '#shared/dataset';
import { Problem } from '#shared/result';
import { askLab } from '../ask-lab';
import { formatBytes, formatTime } from '../format';
import { withLab, type Invocation, type Invoke } from '../invocation';
import { readStore } from '../read-store';
import { facts, table } from '../table';
import { addDatasetDownloadCommand } from './dataset-download';
import { addImportCommand, importPaths } from './dataset-import';

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
  addDatasetDownloadCommand(dataset, invoke);
  addImportCommand(dataset).action(
    invoke(async (invocation, command) => {
      const imported = await importPaths(invocation, command.args, command.opts());
      invocation.output.result(toJson(imported), () => datasetFacts(imported));
    }),
  );
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
  invocation.output.result(toJson(dataset), () => datasetFacts(dataset));
}

/** What scripts read of a dataset: everything, with counts by the names of classes. */
const toJson = (dataset: DatasetInfo) => ({
  ...dataset,
  splits: Object.fromEntries(
    splitNames.flatMap((name) => {
      const split = dataset.splits[name];
      if (!split) return [];
      const perClass = split.perClass.map((count, label) => [dataset.classes[label] ?? '', count] as const);
      return [[name, { count: split.count, perClass: Object.fromEntries(perClass) }] as const];
    }),
  ),
});

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
    ...(dataset.splits.unlabelled
      ? ([['unlabelled images', String(dataset.splits.unlabelled.count)]] as const)
      : []),
    ['size', formatBytes(dataset.sizeBytes)],
    ['SHA-256', dataset.hash],
    ['created', `${formatTime(dataset.createdAtUnixMs)} UTC`],
  ]);
