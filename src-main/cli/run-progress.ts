import { Presets, SingleBar } from 'cli-progress';
import type { RunSummary } from '#shared/run';
import { formatDuration, formatMetric } from './format';
import type { Output } from './output';

interface RunView {
  readonly show: (runs: readonly RunSummary[]) => void;
  readonly stop: () => void;
}

/** Tells of each run as it ends; on a terminal also a bar for the one that trains. */
export function runProgress(output: Output, count: number): RunView {
  const bar = output.terminal ? createBar(output.terminal, count) : null;
  const told = new Set<string>();
  return {
    show: (runs) => {
      for (const run of runs) {
        if (run.status !== 'finished' || told.has(run.id)) continue;
        told.add(run.id);
        bar?.hide();
        output.say(endSentence(run));
      }
      const index = runs.findIndex((run) => run.status === 'running');
      const current = runs[index];
      if (current) bar?.show(current, index);
    },
    stop: () => bar?.hide(),
  };
}

const endSentence = (run: RunSummary): string =>
  `Finished ${run.id} (${run.name}): linear accuracy ${formatMetric('linearAccuracy', run.metrics.linearAccuracy)}` +
  ` after ${formatDuration(run.durationSeconds)}`;

function createBar(stream: NodeJS.WriteStream, count: number) {
  const format = '{place}{name} [{bar}] epoch {epoch}/{epochs} · {rate} · {left}';
  const bar = new SingleBar(
    { format, stream, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  let isShown = false;
  const hide = (): void => {
    if (isShown) bar.stop();
    isShown = false;
  };
  const show = (run: RunSummary, index: number): void => {
    const { progress } = run;
    const payload = {
      place: count > 1 ? `${index + 1}/${count} ` : '',
      name: run.name,
      epoch: progress.epoch,
      epochs: progress.totalEpochs,
      rate:
        progress.imagesPerSecond === null
          ? progress.phase
          : `${Math.round(progress.imagesPerSecond)} images/s`,
      left: progress.secondsLeft === null ? '' : `${formatDuration(progress.secondsLeft)} left`,
    };
    if (!isShown) bar.start(Math.max(progress.totalSteps, 1), progress.step, payload);
    isShown = true;
    bar.setTotal(Math.max(progress.totalSteps, 1));
    bar.update(progress.step, payload);
  };
  return { show, hide };
}
