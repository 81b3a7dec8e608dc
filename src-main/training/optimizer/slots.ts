import { tf } from '../tf';
import type { Variables } from './optimizer';

/** One zero variable beside each variable, such as a velocity, named `prefix.name`. */
export function zeroSlots(prefix: string, variables: Variables): Variables {
  const entries = Object.entries(variables).map(([name, variable]) => {
    const zeros = tf.zeros(variable.shape);
    const slot = tf.variable(zeros, false);
    zeros.dispose();
    return [`${prefix}.${name}`, slot] as const;
  });
  return Object.fromEntries(entries);
}

/** The entry of that name, which must be there. */
export function named<T>(entries: Readonly<Record<string, T>>, name: string): T {
  const found = entries[name];
  if (found === undefined) throw new Error(`Expected an entry named ${name}.`);
  return found;
}
