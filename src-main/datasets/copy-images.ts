/** Streams the images of a source into a packed file, each to the split that the plan gives it. */

import { splitNames, type SplitName, type Splits } from '#shared/dataset';
import type { AppError } from '#shared/result';
import { createChannelCounter, type ChannelStatistics } from './channel-statistics';
import type { OpenSource } from './import-source';
import type { PackedWriter } from './packed-writer';
import { countPlanned, leftOut, type SplitPlans } from './plan-splits';
import type { ImageBlock } from './reader';

export interface Copied {
  /** What was really written: images that could not be read are missing. */
  readonly splits: Splits;
  readonly statistics: ChannelStatistics;
  readonly warnings: readonly AppError[];
}

export interface CopyOptions {
  readonly signal: AbortSignal;
  readonly onImages: (done: number) => void;
}

/** Of thousands of broken pictures the first ones say enough. */
const maxWarnings = 100;

interface Part {
  readonly split: SplitName;
  readonly pixels: Uint8Array;
  readonly labels: Int32Array;
}

/** The images of a block by the split they go to. */
function sortBlock(
  { split, indices, pixels }: ImageBlock,
  plans: SplitPlans,
  imageBytes: number,
): readonly Part[] {
  const plan = plans.get(split);
  if (!plan) throw new Error(`The reader gives images of ${split}, which it did not announce`);
  return splitNames.flatMap((name, target): readonly Part[] => {
    const chosen = indices.flatMap((index, at) => (plan.targets[index] === target ? [at] : []));
    if (chosen.length === 0) return [];
    const labels = Int32Array.from(chosen, (at) => plan.labels?.[indices[at] as number] ?? -1);
    if (chosen.length === indices.length) return [{ split: name, pixels, labels }];
    const part = new Uint8Array(chosen.length * imageBytes);
    chosen.forEach((at, i) => {
      part.set(pixels.subarray(at * imageBytes, (at + 1) * imageBytes), i * imageBytes);
    });
    return [{ split: name, pixels: part, labels }];
  });
}

/** What is left of a plan when images turn out to be unreadable. */
function withoutMissing(plans: SplitPlans, seen: ReadonlyMap<SplitName, Uint8Array>): SplitPlans {
  const left = [...plans].map(([name, { targets, labels }]) => {
    const isSeen = seen.get(name);
    return [name, { targets: targets.map((target, i) => (isSeen?.[i] ? target : leftOut)), labels }] as const;
  });
  return new Map(left);
}

export async function copyImages(
  { dataset, plans, side }: OpenSource,
  writer: PackedWriter,
  { signal, onImages }: CopyOptions,
): Promise<Copied> {
  const counter = createChannelCounter();
  const warnings: AppError[] = [];
  const seen = new Map([...plans].map(([name, { targets }]) => [name, new Uint8Array(targets.length)]));
  let done = 0;
  const blocks = dataset.blocks({
    signal,
    side,
    isWanted: (split, index) => plans.get(split)?.targets[index] !== leftOut,
    onWarning: (warning) => {
      if (warnings.length < maxWarnings) warnings.push(warning);
    },
  });
  for await (const block of blocks) {
    signal.throwIfAborted();
    for (const { split, pixels, labels } of sortBlock(block, plans, side * side * 3)) {
      if (split === 'train') counter.add(pixels);
      if (split === 'unlabelled') await writer.add(split, pixels);
      else await writer.add(split, pixels, labels);
    }
    const flags = seen.get(block.split);
    for (const index of block.indices) if (flags) flags[index] = 1;
    onImages((done += block.indices.length));
  }
  const splits = countPlanned(withoutMissing(plans, seen), dataset.classes.length);
  return { splits, statistics: counter.statistics(), warnings };
}
