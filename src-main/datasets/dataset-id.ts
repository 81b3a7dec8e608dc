/** Ids of imported datasets: readable, and good as file names everywhere. */

import { builtinDatasetId } from '#shared/dataset';

const maxLength = 40;
/** File names that Windows keeps for devices. */
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)$/;

function slug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
  const words = plain.match(/[a-z0-9]+/g) ?? ['dataset'];
  return words.join('-').slice(0, maxLength).replace(/-$/, '');
}

/** An id made from the name that is not taken. */
export function newDatasetId(name: string, taken: readonly string[]): string {
  const wanted = slug(name);
  // Built-in datasets of other seeds keep their ids, whether or not they have been painted here.
  const isReserved = wanted.startsWith(builtinDatasetId) || deviceName.test(wanted);
  const base = isReserved ? `imported-${wanted}` : wanted;
  let id = base;
  for (let number = 2; taken.includes(id); number += 1) id = `${base}-${number}`;
  return id;
}
