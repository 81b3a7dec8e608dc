/** All formats that can be imported. */

import type { DatasetReader } from '../reader';
import { idxReader } from './idx';

export const readers: readonly DatasetReader[] = [idxReader];
