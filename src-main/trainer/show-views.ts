import type { ViewAnswer, ViewCommand } from '#shared/view-preview';
import { toAppError } from '#shared/result';
import { loadTensorFlow } from '../engine/load-tensorflow';
import { chooseViews } from '../training/choose-views';
import { toDevice } from '../training/images';
import { tf } from '../training/tf';

let loaded: Promise<unknown> | undefined;

/** The two views that training would draw of these images, through the same code; never throws. */
export async function showViews(command: ViewCommand): Promise<ViewAnswer> {
  const { id } = command;
  try {
    await (loaded ??= loadTensorFlow(command.engineFolder));
    return { kind: 'views', id, views: computeViews(command) };
  } catch (thrown) {
    return { kind: 'views-failed', id, error: toAppError(thrown) };
  }
}

function computeViews({ config, side, pixels, step }: ViewCommand): {
  readonly first: Uint8Array;
  readonly second: Uint8Array;
} {
  const count = pixels.length / (side * side * 3);
  const images = toDevice({ pixels, labels: new Int32Array(count) }, side);
  try {
    const bytes = tf.tidy(() => {
      const batch = images.batch(tf.range(0, count, 1, 'int32') as never);
      const views = chooseViews(config, 2).views(batch, step);
      return Uint8Array.from(tf.cast(tf.round(tf.mul(views, 255)), 'int32').dataSync());
    });
    return { first: bytes.slice(0, pixels.length), second: bytes.slice(pixels.length) };
  } finally {
    images.dispose();
  }
}
