import { Option, type Command } from 'commander';
import type { Input } from '#shared/contract';
import type { RunSize } from '#shared/marks';
import { askLab } from '../ask-lab';
import { formatBytes } from '../format';
import { withLab, type Invocation, type Invoke } from '../invocation';
import { readStore, requireRun } from '../read-store';
import { repeated } from '../repeated';

interface MarkOptions {
  readonly tag: readonly string[];
  readonly untag: readonly string[];
  readonly note?: string;
  readonly star?: boolean;
  readonly colour?: string;
  readonly folder?: string;
  readonly archive?: boolean;
}

/** What people do to runs to keep order among them. */
export function addMarkCommands(runs: Command, invoke: Invoke): void {
  runs
    .command('mark <id...>')
    .description('tag, note, star, colour, file or archive runs')
    .option('--tag <tag>', 'add a tag; repeat it for each', repeated, [])
    .option('--untag <tag>', 'remove a tag; repeat it for each', repeated, [])
    .option('--note <text>', 'replace the note')
    .option('--star', 'star them')
    .option('--no-star', 'take the star away')
    .option('--colour <colour>', 'such as #ee7733, or none')
    .option('--folder <path>', 'such as ablations/tau, or "" for none')
    .option('--archive', 'put them out of the way')
    .option('--no-archive', 'bring them back')
    .action(invoke((invocation, command) => mark(invocation, command)));
  runs
    .command('trash <id...>')
    .description('put runs into the trash')
    .addOption(new Option('--restore', 'take them out of it again'))
    .action(
      invoke(async (invocation, command) => {
        const { restore = false } = command.opts<{ restore?: boolean }>();
        const ids = command.args;
        const request = restore ? 'runs.restore' : 'runs.trash';
        await withLab(invocation, (lab) => askLab(lab, request, { ids }));
        const word = restore ? 'Restored' : 'Put into the trash:';
        invocation.output.result({ ids, trashed: !restore }, () => `${word} ${ids.join(', ')}`);
      }),
    );
  runs
    .command('delete [id...]')
    .description('delete runs for good, with their curves and checkpoints')
    .option('--trash', 'all that are in the trash')
    .action(invoke((invocation, command) => deleteRuns(invocation, command)));
}

async function mark(invocation: Invocation, command: Command): Promise<void> {
  const ids = command.args;
  const { tag, untag, note, star, colour, folder, archive } = command.opts<MarkOptions>();
  const marks: Input<'runs.mark'>['marks'] = {
    ...(tag.length > 0 && { addTags: [...tag] }),
    ...(untag.length > 0 && { removeTags: [...untag] }),
    ...(note !== undefined && { note }),
    ...(star !== undefined && { isStarred: star }),
    ...(colour !== undefined && { colour: colour === 'none' ? null : colour }),
    ...(folder !== undefined && { folder }),
    ...(archive !== undefined && { isArchived: archive }),
  };
  await withLab(invocation, (lab) => askLab(lab, 'runs.mark', { ids, marks }));
  const runs = readStore(invocation.store, (open) => ids.map((id) => requireRun(open, id)));
  invocation.output.result(runs, () => `Marked ${ids.join(', ')}`);
}

async function deleteRuns(invocation: Invocation, command: Command): Promise<void> {
  const { trash = false } = command.opts<{ trash?: boolean }>();
  const trashed = trash ? readStore(invocation.store, (open) => open.runs.idsInTrash()) : [];
  const ids = [...new Set([...command.args, ...trashed])];
  const freed = await withLab(invocation, (lab) => askLab(lab, 'runs.delete', { ids }));
  invocation.output.result({ ids, deleted: true, freed }, () => deletedText(ids, freed));
}

const deletedText = (ids: readonly string[], { databaseBytes, checkpointBytes }: RunSize): string =>
  ids.length === 0
    ? 'There was nothing to delete'
    : `Deleted ${ids.join(', ')}: ${formatBytes(databaseBytes)} of records and ${formatBytes(checkpointBytes)} of checkpoints`;
