/** Decides for each image of a source which split it goes to and with which label, before any pixel is read. */

import { splitNames, type SplitName, type Splits } from '#shared/dataset';
import { Problem } from '#shared/result';
import { createRandom } from './builtin/random';
import type { OpenDataset, SourceSplit } from './reader';

/** The plan for the images of one split of the source. */
export interface SplitPlan {
  /** u8[count]: an index into `splitNames`, or `leftOut`. */
  readonly targets: Uint8Array;
  /** i32[count], or null where images have no labels. */
  readonly labels: Int32Array | null;
}

export type SplitPlans = ReadonlyMap<SplitName, SplitPlan>;

export interface Holdout {
  /** Part of the training images of each class, in (0, 1). */
  readonly fraction: number;
  /** Which images these are. */
  readonly seed: number;
}

export const leftOut = 255;
export const defaultHoldout: Holdout = { fraction: 0.1, seed: 1 };
/** Far from the streams that paint the built-in dataset. */
const holdoutStream = 1001;

const targetOf = (split: SplitName): number => splitNames.indexOf(split);

const keepAll = (split: SplitName, { count, labels }: SourceSplit): SplitPlan => ({
  targets: new Uint8Array(count).fill(targetOf(split)),
  labels,
});

/** The same part of each class, at least one image of each that has two, at random. */
function holdOut(labels: Int32Array, targets: Uint8Array, { fraction, seed }: Holdout): void {
  const ofClass = new Map<number, number[]>();
  labels.forEach((label, i) => {
    const images = ofClass.get(label);
    if (images) images.push(i);
    else ofClass.set(label, [i]);
  });
  const random = createRandom(seed, holdoutStream);
  for (const label of [...ofClass.keys()].sort((a, b) => a - b)) {
    const images = ofClass.get(label) ?? [];
    const wanted = Math.max(1, Math.round(fraction * images.length));
    const count = Math.min(wanted, images.length - 1);
    for (let i = 0; i < count; i += 1) {
      const other = i + random.below(images.length - i);
      const chosen = images[other] as number;
      images[other] = images[i] as number;
      images[i] = chosen;
      targets[chosen] = targetOf('test');
    }
  }
}

export const needsHoldout = (source: OpenDataset): boolean => !source.splits.test;

/** @throws Problem `import.too-few` where no training or no test image would be left */
export function planSplits(source: OpenDataset, holdout: Holdout): SplitPlans {
  const plans = new Map<SplitName, SplitPlan>();
  for (const name of splitNames) {
    const split = source.splits[name];
    if (split) plans.set(name, keepAll(name, split));
  }
  const train = plans.get('train');
  if (needsHoldout(source) && train?.labels) holdOut(train.labels, train.targets, holdout);
  const { train: kept, test } = countPlanned(plans, source.classes.length);
  if (kept.count < 1 || test.count < 1) {
    throw new Problem('import.too-few', { train: kept.count, test: test.count });
  }
  return plans;
}

export function countPlanned(plans: SplitPlans, classCount: number): Splits {
  const counts = splitNames.map((name) => ({
    count: 0,
    perClass: new Array<number>(name === 'unlabelled' ? 0 : classCount).fill(0),
  }));
  for (const { targets, labels } of plans.values()) {
    targets.forEach((target, i) => {
      const split = counts[target];
      if (!split) return;
      split.count += 1;
      const label = labels?.[i];
      if (label !== undefined && label < split.perClass.length)
        split.perClass[label] = (split.perClass[label] ?? 0) + 1;
    });
  }
  const [train, test, unlabelled] = counts;
  if (!train || !test) throw new Error('Expected three splits');
  return { train, test, ...(unlabelled && unlabelled.count > 0 ? { unlabelled } : {}) };
}
