import type { Handlers } from '#shared/contract';
import type { LabContext } from '../lab-context';

type DatasetHandlers = Pick<Handlers, Extract<keyof Handlers, `datasets.${string}`>>;

export const datasetHandlers = ({ datasets }: LabContext): DatasetHandlers => ({
  'datasets.list': () => datasets.list(),
  'datasets.samples': (input) => datasets.samples(input),
  'datasets.images': (input) => datasets.images(input),
  'datasets.preview': (input) => datasets.imports.preview(input),
  'datasets.cancelPreview': ({ token }) => {
    datasets.imports.cancelPreview(token);
    return null;
  },
  'datasets.import': (input) => datasets.imports.start(input),
  'datasets.imports': () => datasets.imports.list(),
  'datasets.cancelImport': ({ id }) => {
    datasets.imports.cancel(id);
    return null;
  },
  'datasets.delete': async ({ id }) => {
    await datasets.delete(id);
    return null;
  },
});
