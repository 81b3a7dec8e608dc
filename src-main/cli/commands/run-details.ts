import { Option, type Command } from 'commander';
import { detailKinds, type DetailKind } from '#shared/detail';
import type { CheckpointInfo, RunDetailValue } from '#shared/evaluation';
import { checkpointsOf } from '../../lab/checkpoints';
import { formatBytes } from '../format';
import type { Invocation, Invoke } from '../invocation';
import { readStore, requireRun } from '../read-store';
import { table } from '../table';

/** The parts of a run that are neither its facts nor its curves. */
export function addDetailCommands(runs: Command, invoke: Invoke): void {
  runs
    .command('details <id>')
    .description('print histograms, curves and matrices of a run')
    .addOption(new Option('--kind <kind>', 'only this kind').choices([...detailKinds]))
    .action(
      invoke(async (invocation, command) => {
        const { kind } = command.opts<{ kind?: DetailKind }>();
        details(invocation, command.args[0] ?? '', kind);
      }),
    );
  runs
    .command('checkpoints <id>')
    .description('list the checkpoints of a run that can be evaluated')
    .action(
      invoke(async ({ output, store }, command) => {
        const id = command.args[0] ?? '';
        const found = readStore(store, (open) => checkpointsOf(open.folder, requireRun(open, id)));
        output.result(found, () => checkpointTable(found));
      }),
    );
}

function details({ output, store }: Invocation, id: string, kind: DetailKind | undefined): void {
  const found = readStore(store, (open) => {
    requireRun(open, id);
    return open.details.of([id], kind === undefined ? {} : { kinds: [kind] });
  });
  output.result(found, () => (kind === undefined ? kindTable(found) : valueLines(found)));
}

interface KindRow {
  readonly kind: string;
  readonly steps: readonly number[];
}

/** Which kinds there are; their numbers would fill many screens. */
function kindTable(found: readonly RunDetailValue[]): string {
  const kinds = [...new Set(found.map((detail) => detail.kind))];
  const rows = kinds.map((kind) => ({
    kind,
    steps: found.filter((detail) => detail.kind === kind).map(({ step }) => step),
  }));
  return table<KindRow>(
    [
      { title: 'KIND', cell: (row) => row.kind },
      { title: 'VALUES', align: 'right', cell: (row) => String(row.steps.length) },
      { title: 'FIRST STEP', align: 'right', cell: (row) => String(row.steps[0] ?? '') },
      { title: 'LAST STEP', align: 'right', cell: (row) => String(row.steps.at(-1) ?? '') },
    ],
    rows,
  );
}

const valueLines = (found: readonly RunDetailValue[]): string =>
  found.map(({ step, value }) => `step ${step}  ${JSON.stringify(value)}`).join('\n');

const checkpointTable = (found: readonly CheckpointInfo[]): string =>
  table<CheckpointInfo>(
    [
      { title: 'STEP', align: 'right', cell: (each) => String(each.step) },
      { title: 'EPOCH', align: 'right', cell: (each) => String(Number(each.epoch.toFixed(2))) },
      { title: 'KEPT AS', cell: (each) => each.reasons.join(', ') },
      { title: 'SIZE', align: 'right', cell: (each) => formatBytes(each.sizeBytes) },
    ],
    found,
  );
