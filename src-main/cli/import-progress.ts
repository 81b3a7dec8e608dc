import { Presets, SingleBar } from 'cli-progress';
import type { DatasetImport } from '#shared/dataset';
import { formatDuration } from './format';
import type { Output } from './output';

interface ImportView {
  readonly show: (state: DatasetImport) => void;
  readonly stop: () => void;
}

const phases = {
  waiting: 'Waiting',
  scanning: 'Reading what there is',
  copying: 'Copying images',
  finishing: 'Finishing',
} as const;

/** A bar with the time left on a terminal; nothing elsewhere. */
export function importProgress({ terminal }: Output): ImportView {
  if (!terminal) return { show: () => undefined, stop: () => undefined };
  const format = '{phase} [{bar}] {percentage} % {left}';
  const bar = new SingleBar(
    { format, stream: terminal, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  let isShown = false;
  return {
    show: ({ phase, fraction, secondsLeft }) => {
      const left = secondsLeft === null ? '' : `· ${formatDuration(secondsLeft)} left`;
      const payload = { phase: phases[phase], left };
      if (!isShown) bar.start(1, fraction, payload);
      isShown = true;
      bar.update(fraction, payload);
    },
    stop: () => {
      if (isShown) bar.stop();
      isShown = false;
    },
  };
}
