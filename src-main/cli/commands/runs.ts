import { Option, type Command } from 'commander';
import type { RunSummary } from '#shared/run';
import { exportRun } from '../../lab/export-run';
import { askLab } from '../ask-lab';
import { followRuns } from '../follow-runs';
import { withLab, type Invocation, type Invoke } from '../invocation';
import { asItIs, readStore, requireRun } from '../read-store';
import { runFacts, runTable } from '../run-result';
import { addDetailCommands } from './run-details';
import { tellEnd } from './run';
import { addMarkCommands } from './run-marks';

type ExportFormat = 'csv' | 'json';

export function addRunsCommands(program: Command, invoke: Invoke): void {
  const runs = program.command('runs').description('the saved runs');
  runs
    .command('list')
    .description('list the runs that are neither archived nor in the trash')
    .option('--archived', 'those that are archived')
    .option('--trash', 'those that are in the trash')
    .action(
      invoke(async ({ output, store }, command) => {
        const all = readStore(store, (open) => open.runs.list().map((run) => asItIs(open, run)));
        const listed = all.filter(isInPlace(command.opts<Place>()));
        output.result(listed, () => runTable(listed));
      }),
    );
  runs
    .command('show <id>')
    .description('tell all about one run')
    .action(invoke(async (invocation, command) => show(invocation, command.args[0] ?? '')));
  runs
    .command('export <id>')
    .description('print every recorded value of a run')
    .addOption(new Option('--format <format>', 'csv or json').choices(['csv', 'json']).makeOptionMandatory())
    .action(
      invoke(async (invocation, command) => {
        const { format } = command.opts<{ format: ExportFormat }>();
        printExport(invocation, command.args[0] ?? '', format);
      }),
    );
  addDetailCommands(runs, invoke);
  runs
    .command('resume <id...>')
    .description('go on from the last checkpoint and wait')
    .action(invoke((invocation, command) => resume(invocation, command.args)));
  addMarkCommands(runs, invoke);
}

interface Place {
  readonly archived?: boolean;
  readonly trash?: boolean;
}

const isInPlace =
  ({ archived = false, trash = false }: Place) =>
  (run: RunSummary): boolean => {
    if (trash || run.trashedAtUnixMs !== null) return trash && run.trashedAtUnixMs !== null;
    return archived === (run.archivedAtUnixMs !== null);
  };

function show({ output, store }: Invocation, id: string): void {
  const detail = readStore(store, (open) => {
    return { ...requireRun(open, id), attempts: open.attempts.of(id), protocol: open.runs.protocolOf(id) };
  });
  output.result(detail, () => runFacts(detail));
}

/** With --json a CSV goes inside JSON, and JSON on one line, so that the last line is the whole result. */
function printExport({ output, store }: Invocation, id: string, format: ExportFormat): void {
  const text = readStore(store, (open) => exportRun(open, requireRun(open, id), format));
  const value: unknown = format === 'json' ? JSON.parse(text) : { id, format, content: text };
  output.result(value, () => text);
}

async function resume(invocation: Invocation, ids: readonly string[]): Promise<void> {
  await withLab(invocation, async (lab) => {
    await askLab(lab, 'runs.resume', { ids: [...ids] });
    const { runs, wasInterrupted } = await followRuns(lab, ids, invocation);
    for (const run of runs) tellEnd(invocation, run, wasInterrupted);
  });
}
