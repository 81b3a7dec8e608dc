import type { Handlers } from '#shared/contract';
import { runName } from '#shared/study';
import { cancelRuns, moveInQueue, pauseRuns, requireRun, resumeRuns } from '../control-runs';
import { checkpointsOf } from '../checkpoints';
import { createRuns, tellRuns } from '../create-runs';
import { deleteRuns, restoreRuns, sizeOfRuns, trashRuns } from '../delete-runs';
import { cancelEvaluations, evaluationsOf, startEvaluation } from '../evaluations';
import { exportRun } from '../export-run';
import type { LabContext } from '../lab-context';
import { markRuns } from '../mark-runs';
import { completeConfig } from '../parse-config';

type RunHandlers = Pick<Handlers, Extract<keyof Handlers, `runs.${string}`>>;

export function runHandlers(context: LabContext): RunHandlers {
  const { store } = context;
  return {
    'runs.list': () => store.runs.list(),
    'runs.get': ({ id }) => ({
      ...requireRun(context, id),
      attempts: store.attempts.of(id),
      protocol: store.runs.protocolOf(id),
    }),
    'runs.start': async ({ config, name }) => {
      const [id = ''] = await createRuns(context, { configs: [completeConfig(config)], name });
      return requireRun(context, id);
    },
    'runs.rename': ({ id, name }) => {
      const { config } = requireRun(context, id);
      store.runs.update(id, { name: name.trim() || runName(config) });
      tellRuns(context, [id]);
      return requireRun(context, id);
    },
    'runs.pause': ({ ids }) => {
      pauseRuns(context, ids);
      return null;
    },
    'runs.resume': ({ ids }) => {
      resumeRuns(context, ids);
      return null;
    },
    'runs.cancel': ({ ids }) => {
      cancelRuns(context, ids);
      return null;
    },
    'runs.moveInQueue': ({ id, before }) => {
      moveInQueue(context, id, before);
      return null;
    },
    'runs.mark': (input) => {
      markRuns(context, input);
      return null;
    },
    'runs.trash': ({ ids }) => {
      trashRuns(context, ids);
      return null;
    },
    'runs.restore': ({ ids }) => {
      restoreRuns(context, ids);
      return null;
    },
    'runs.size': ({ ids }) => sizeOfRuns(context, ids),
    'runs.delete': ({ ids }) => deleteRuns(context, ids),
    'runs.series': ({ ids, metrics, maxPoints }) => store.series.of(ids, metrics, maxPoints),
    'runs.details': ({ ids, ...query }) => store.details.of(ids, query),
    'runs.checkpoints': ({ id }) => checkpointsOf(store.folder, requireRun(context, id)),
    'runs.evaluate': (input) => startEvaluation(context, input),
    'runs.evaluations': ({ ids }) => evaluationsOf(context, ids),
    'runs.cancelEvaluations': ({ ids }) => {
      cancelEvaluations(context, ids);
      return null;
    },
    'runs.log': ({ id }) => store.logs.of(requireRun(context, id).id),
    'runs.export': ({ id, format }) => exportRun(store, requireRun(context, id), format),
  };
}
