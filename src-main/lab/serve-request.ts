import { z } from 'zod';
import { requests, type Handlers, type Input, type Outputs, type RequestName } from '#shared/contract';
import { err, ok, Problem, toAppError, type Result } from '#shared/result';

const isRequestName = (name: string): name is RequestName => Object.hasOwn(requests, name);

function parseInput<K extends RequestName>(name: K, input: unknown): Input<K> {
  const parsed = requests[name].safeParse(input);
  if (parsed.success) return parsed.data as Input<K>;
  throw new Problem('request.invalid', { request: name, reason: z.prettifyError(parsed.error) });
}

/** Answers one request: whatever goes wrong becomes data, and what nobody expected is told to `onInternal` too. */
export function requestServer(
  handlers: Handlers,
  onInternal: (thrown: unknown, request: string) => void,
): <K extends RequestName>(name: K, input: Input<K>) => Promise<Result<Outputs[K]>> {
  return async (name, input) => {
    try {
      if (!isRequestName(name)) {
        throw new Problem('request.invalid', { request: String(name), reason: 'there is no such request' });
      }
      return ok(await handlers[name](parseInput(name, input)));
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'internal') onInternal(thrown, name);
      return err(error);
    }
  };
}
