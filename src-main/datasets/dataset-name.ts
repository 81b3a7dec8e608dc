/** What a dataset is called that nobody gave a name. */

import { basename, dirname } from 'node:path';

const extensions = /(\.(tar|tgz|gz|zip|mat|npz|npy|parquet|csv|bin|ubyte|idx))+$/i;

/** The name of the file or folder, without what only tells its format. */
export function nameOfPaths(paths: readonly string[]): string {
  const [first = ''] = paths;
  const named = paths.length > 1 ? basename(dirname(first)) : basename(first);
  return named.replace(extensions, '') || named || 'dataset';
}
