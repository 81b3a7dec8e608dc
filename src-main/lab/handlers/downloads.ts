import type { Handlers } from '#shared/contract';
import type { LabContext } from '../lab-context';

type DownloadHandlers = Pick<Handlers, Extract<keyof Handlers, `downloads.${string}`>>;

export const downloadHandlers = ({ downloads }: LabContext): DownloadHandlers => ({
  'downloads.list': () => downloads.list(),
  'downloads.start': async (input) => {
    await downloads.start(input);
    return null;
  },
  'downloads.cancel': async ({ id }) => {
    await downloads.cancel(id);
    return null;
  },
  'downloads.deleteFiles': async ({ id }) => {
    await downloads.deleteFiles(id);
    return null;
  },
  'downloads.settings': () => downloads.settings(),
  'downloads.configure': (input) => downloads.configure(input),
});
