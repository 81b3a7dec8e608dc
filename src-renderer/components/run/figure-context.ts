/** What a figure of a run's details is made from, and what its frame shows. */

import type { Detail, DetailKind } from '#shared/detail';
import type { MetricName } from '#shared/metric';
import type { RunSummary } from '#shared/run';
import type { Locale } from '../../charts/format';
import type { ChartOption } from '../../charts/register';
import type { ThemeName } from '../../charts/theme';
import { detailAt, type DetailOf } from '../../state/detail-append';

export interface DetailFigure {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly option: ChartOption | null;
  /** Why there is nothing to draw. */
  readonly message: string;
}

export interface DetailFigureInput {
  readonly run: RunSummary;
  readonly details: readonly Detail[];
  /** The step whose measures are shown; the newest where it is null. */
  readonly step: number | null;
  readonly colour: string;
  /** The value of a measure at a step, where it was recorded. */
  readonly metricAt: (metric: MetricName, step: number) => number | undefined;
}

export interface FigureContext extends DetailFigureInput {
  readonly t: (key: string, named?: Record<string, unknown>) => string;
  readonly theme: ThemeName;
  readonly locale: Locale;
  /** Names of the classes of the dataset. */
  readonly classes: readonly string[];
}

/** Passes over the training images up to a step. */
export const epochOf = ({ progress }: RunSummary, step: number): number =>
  progress.totalSteps > 0 ? Math.round((step / progress.totalSteps) * progress.totalEpochs) : 0;

export const epochName = ({ run }: FigureContext, step: number): string => String(epochOf(run, step));

/** The newest detail of a kind up to the step that is shown. */
export const at = <K extends DetailKind>(
  { details, step }: FigureContext,
  kind: K,
): DetailOf<K> | undefined => detailAt(details, kind, step);

/** A subtitle that begins with the epoch, where there is one. */
export function atEpoch(context: FigureContext, step: number | undefined, words: string): string {
  return step === undefined
    ? words
    : `${context.t('runPage.details.ofEpoch', { epoch: epochName(context, step) })} · ${words}`;
}

export function whyNone({ run, t }: FigureContext, kind: DetailKind): string {
  if (run.status === 'queued') return t('run.waiting');
  if (run.status === 'finished' || run.status === 'failed' || run.status === 'cancelled')
    return t('run.detailMissing');
  return t(kind === 'confusion' ? 'run.confusionPending' : 'run.detailPending');
}
