import { Presets, SingleBar } from 'cli-progress';
import type { DownloadProgress } from '#shared/download';
import { formatBytes, formatDuration } from './format';
import type { Output } from './output';

interface DownloadView {
  readonly show: (progress: DownloadProgress) => void;
  readonly stop: () => void;
}

/** A bar with the time left on a terminal; elsewhere one line for each file. */
export const downloadProgress = (output: Output): DownloadView =>
  output.terminal ? bar(output.terminal) : lines(output);

function lines(output: Output): DownloadView {
  let last = '';
  return {
    show: ({ phase, file, totalBytes }) => {
      if (phase === 'downloading' && file !== last) {
        output.say(`Downloading ${file} (${formatBytes(totalBytes)} in all)`);
        last = file;
      }
    },
    stop: () => undefined,
  };
}

function bar(stream: NodeJS.WriteStream): DownloadView {
  const format = '{file} [{bar}] {percentage} % of {size} · {left}';
  const single = new SingleBar({ format, stream, hideCursor: true }, Presets.shades_classic);
  let isShown = false;
  return {
    show: ({ file, doneBytes, totalBytes, secondsLeft }) => {
      const left = secondsLeft === null ? '' : `${formatDuration(secondsLeft)} left`;
      const payload = { file, size: formatBytes(totalBytes), left };
      if (!isShown) single.start(totalBytes, doneBytes, payload);
      else single.update(doneBytes, payload);
      isShown = true;
    },
    stop: () => single.stop(),
  };
}
