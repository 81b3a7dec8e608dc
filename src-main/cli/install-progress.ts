import { Presets, SingleBar } from 'cli-progress';
import type { InstallProgress } from '../engine/install-engine';
import type { Output } from './output';

interface InstallView {
  readonly show: (progress: InstallProgress) => void;
  readonly stop: () => void;
}

/** A bar with the time left on a terminal; elsewhere one line for each new thing that is being done. */
export const installProgress = (output: Output): InstallView =>
  output.terminal ? bar(output.terminal) : lines(output);

function lines(output: Output): InstallView {
  let last = '';
  return {
    show: ({ phase, message }) => {
      if (phase !== 'done' && message !== last) output.say(message);
      last = message;
    },
    stop: () => undefined,
  };
}

function bar(stream: NodeJS.WriteStream): InstallView {
  const format = '{message} [{bar}] {percentage} % · {eta_formatted} left';
  const single = new SingleBar({ format, stream, hideCursor: true, etaBuffer: 50 }, Presets.shades_classic);
  let last = '';
  return {
    show: ({ phase, fraction, message }) => {
      if (phase === 'done') return;
      // Each phase has a pace of its own, so each gets a bar, whose estimate starts anew.
      if (message !== last) {
        single.stop();
        single.start(1, 0, { message });
      }
      last = message;
      if (fraction !== null) single.update(fraction, { message });
    },
    stop: () => single.stop(),
  };
}
