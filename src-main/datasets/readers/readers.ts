/** All formats that can be imported. */

import type { DatasetReader } from '../reader';
import { classFoldersReader, imagenetReader } from './class-folders';
import { idxReader } from './idx';

export const readers: readonly DatasetReader[] = [idxReader, classFoldersReader, imagenetReader];
