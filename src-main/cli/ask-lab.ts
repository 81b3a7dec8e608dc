import type { Input, Outputs, RequestName } from '#shared/contract';
import { Problem } from '#shared/result';
import type { Lab } from '../lab/create-lab';

/** @throws Problem where the lab answers that it cannot */
export async function askLab<K extends RequestName>(lab: Lab, name: K, input: Input<K>): Promise<Outputs[K]> {
  const result = await lab.request(name, input);
  if (!result.ok) throw new Problem(result.error.code, result.error.details);
  return result.value;
}
