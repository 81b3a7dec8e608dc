/** Opens what was pointed at with the reader that takes it. */

import type { ImportFormat } from '#shared/dataset';
import { detectReaders, readerOf } from './detect-format';
import { defaultHoldout, planSplits, type SplitPlans } from './plan-splits';
import type { OpenDataset } from './reader';

/** What to import and how; see the contract. */
export interface ImportSource {
  readonly paths: readonly string[];
  readonly format?: ImportFormat | undefined;
  readonly side?: number | undefined;
  readonly holdout?: number | undefined;
  readonly holdoutSeed?: number | undefined;
  readonly coarse?: boolean | undefined;
  readonly extra?: boolean | undefined;
}

export interface OpenSource {
  readonly format: ImportFormat;
  /** Every format the files could be, the likeliest first. */
  readonly formats: readonly ImportFormat[];
  readonly dataset: OpenDataset;
  readonly plans: SplitPlans;
  readonly side: number;
}

export async function openSource(
  source: ImportSource,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<OpenSource> {
  const able = source.format ? [readerOf(source.format)] : await detectReaders(source.paths);
  const formats = able.map((reader) => reader.format);
  const [reader] = able;
  if (!reader) throw new Error('Expected a reader');
  signal.throwIfAborted();
  const { coarse = false, extra = false } = source;
  const dataset = await reader.open(source.paths, { signal, onProgress, coarse, extra });
  const plans = planSplits(dataset, {
    fraction: source.holdout ?? defaultHoldout.fraction,
    seed: source.holdoutSeed ?? defaultHoldout.seed,
  });
  return { format: reader.format, formats, dataset, plans, side: source.side ?? dataset.side };
}
