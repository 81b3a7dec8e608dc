import type { Handlers } from '#shared/contract';
import type { LabContext } from '../lab-context';

type DatasetHandlers = Pick<Handlers, Extract<keyof Handlers, `datasets.${string}`>>;

export const datasetHandlers = ({ datasets }: LabContext): DatasetHandlers => ({
  'datasets.list': () => datasets.list(),
  'datasets.samples': (input) => datasets.samples(input),
  'datasets.importIdx': (input) => datasets.importIdx(input),
  'datasets.delete': async ({ id }) => {
    await datasets.delete(id);
    return null;
  },
});
