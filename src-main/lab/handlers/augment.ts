import type { Handlers } from '#shared/contract';
import { Problem } from '#shared/result';
import { readPackedImages } from '../../datasets/packed-file';
import type { DatasetShelf } from '../dataset-shelf';
import type { EngineLookup } from '../lab-status';
import { completeConfig } from '../parse-config';
import type { Viewer } from '../viewer';

interface Parts {
  readonly datasets: DatasetShelf;
  readonly engine: EngineLookup;
  readonly viewer: Viewer;
}

export const augmentHandlers = ({ datasets, engine, viewer }: Parts): Pick<Handlers, 'augment.preview'> => ({
  'augment.preview': async ({ dataset: id, images, config, step }) => {
    const { image, splits } = await datasets.get(id);
    const { count } = splits.train;
    const beyond = images.find((index) => index >= count);
    if (beyond !== undefined) throw new Problem('preview.no-image', { id, count, found: beyond });
    const { pixels } = await readPackedImages(datasets.fileOf(id), 'train', () => images);
    const side = image[0];
    const engineFolder = engine()?.folder ?? null;
    const views = await viewer.show({ config: completeConfig(config), engineFolder, side, pixels, step });
    return { side, originals: pixels, ...views };
  },
});
