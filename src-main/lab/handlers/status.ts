import type { Handlers } from '#shared/contract';
import type { LabContext } from '../lab-context';

export const statusHandlers = ({ status }: LabContext): Pick<Handlers, 'lab.status'> => ({
  'lab.status': () => status(),
});
