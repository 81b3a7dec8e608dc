/** Which of the paper's datasets a person's dataset is, by its name and its number of classes: pure. */

import type { DatasetInfo } from '#shared/dataset';
import { paperDatasets, type PaperDatasetId } from '#shared/paper';

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

export const paperDatasetOf = ({
  name,
  classes,
}: Pick<DatasetInfo, 'name' | 'classes'>): PaperDatasetId | undefined =>
  paperDatasets.find((known) => plain(name) === plain(known.name) && classes.length === known.classes)?.id;
