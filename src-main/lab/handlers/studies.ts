import { checkValue } from '#shared/config/check';
import type { ConfigValue, RunConfig } from '#shared/config/fields';
import type { Handlers, Input } from '#shared/contract';
import { Problem } from '#shared/result';
import { expandGrid, quickStartConfigs, type Study, type StudyAxis } from '#shared/study';
import { createRuns, newId } from '../create-runs';
import type { LabContext } from '../lab-context';
import { completeConfig, toConfigPath } from '../parse-config';

type StudyHandlers = Pick<Handlers, Extract<keyof Handlers, `studies.${string}`>>;

/** More would take weeks on any machine; such a number is a slip of the hand. */
const maxRuns = 1000;

export const studyHandlers = (context: LabContext): StudyHandlers => ({
  'studies.list': () => context.store.studies.list(),
  'studies.start': (input) => startStudy(context, input.name.trim() || 'Study', studyConfigs(input)),
  'studies.quickStart': ({ seeds = 1 }) => {
    const configs = Array.from({ length: seeds }, (_, i) => quickStartConfigs(i + 1)).flat();
    return startStudy(context, 'Quick start', configs);
  },
});

function studyConfigs({ base, axes, seeds }: Input<'studies.start'>): readonly RunConfig[] {
  if (axes.length === 0 && seeds === 1) throw new Problem('study.empty');
  const parsed = axes.map(parseAxis);
  const found = parsed.reduce((count, axis) => count * axis.values.length, seeds);
  if (found > maxRuns) throw new Problem('study.too-large', { limit: maxRuns, found });
  return expandGrid(completeConfig(base), parsed, seeds);
}

function parseAxis(axis: Input<'studies.start'>['axes'][number]): StudyAxis {
  const path = toConfigPath(axis.path);
  const values = axis.values.map((value) => {
    const problem = checkValue(path, value);
    if (problem) throw problem;
    return value as ConfigValue;
  });
  return { path, values };
}

async function startStudy(context: LabContext, name: string, configs: readonly RunConfig[]): Promise<Study> {
  const study = { id: newId(), name, createdAtUnixMs: context.clock() };
  const runIds = await createRuns(context, { configs, study });
  context.push('studies.changed', context.store.studies.list());
  return { ...study, runIds };
}
