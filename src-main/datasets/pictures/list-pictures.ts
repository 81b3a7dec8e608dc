/** Finds the pictures below a folder by their names; whether they can be read, decoding them tells. */

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { toReadProblem } from '../file-problem';

/** Deeper than any dataset, and an end for links that lead back up. */
const maxDepth = 8;

/** What systems and tools leave lying about: .DS_Store, ._picture.jpg, .ipynb_checkpoints, __MACOSX. */
const isHidden = (name: string): boolean => name.startsWith('.') || name === '__MACOSX';

const looksLikePicture = (name: string): boolean =>
  /\.(jpe?g|png|webp|gif|tiff?|avif)$/i.test(name) && !isHidden(name);

interface Listing {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/** Names of the pictures and folders right within a folder, in an order that is the same on every machine. */
export async function listFolder(folder: string): Promise<Listing> {
  const files: string[] = [];
  const folders: string[] = [];
  try {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const { name } = entry;
      if (isHidden(name)) continue;
      const kind = entry.isSymbolicLink() ? await stat(join(folder, name)) : entry;
      if (kind.isDirectory()) folders.push(name);
      else if (kind.isFile() && looksLikePicture(name)) files.push(name);
    }
  } catch (thrown) {
    throw toReadProblem(thrown, folder);
  }
  return { files: files.sort(), folders: folders.sort() };
}

/** Paths of all pictures within a folder and the folders in it. */
export async function listPictures(folder: string, depth = 1): Promise<readonly string[]> {
  const { files, folders } = await listFolder(folder);
  const pictures = files.map((name) => join(folder, name));
  if (depth === maxDepth) return pictures;
  for (const name of folders) {
    for (const picture of await listPictures(join(folder, name), depth + 1)) pictures.push(picture);
  }
  return pictures;
}
