import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { inOrder } from '../../../src-main/datasets/pictures/in-order';

const collect = async <R>(results: AsyncIterable<R>): Promise<R[]> => {
  const all: R[] = [];
  for await (const result of results) all.push(result);
  return all;
};

describe('work in order', () => {
  test('gives the results in the order of the things, whichever is ready first', async () => {
    const delays = [30, 1, 20, 5, 0, 10, 2];
    const work = async (delay: number): Promise<number> => {
      await wait(delay);
      return delay;
    };
    expect(await collect(inOrder(delays, work, 3))).toEqual(delays);
  });

  test('begins no more than it may before the first is taken', async () => {
    let begun = 0;
    let taken = 0;
    const work = (thing: number): Promise<number> => {
      begun += 1;
      expect(begun - taken).toBeLessThanOrEqual(4);
      return Promise.resolve(thing);
    };
    for await (const result of inOrder(
      Array.from({ length: 50 }, (_, i) => i),
      work,
      4,
    )) {
      expect(result).toBe(taken);
      taken += 1;
    }
    expect(taken).toBe(50);
  });

  test('throws what failed at its place, once what was begun has ended', async () => {
    let running = 0;
    const work = async (thing: number): Promise<number> => {
      running += 1;
      await wait(thing === 2 ? 1 : 15);
      running -= 1;
      if (thing === 2) throw new Error('two');
      return thing;
    };
    const seen: number[] = [];
    const all = (async () => {
      for await (const result of inOrder([0, 1, 2, 3, 4, 5], work, 5)) seen.push(result);
    })();
    await expect(all).rejects.toThrow('two');
    expect(seen).toEqual([0, 1]);
    expect(running).toBe(0);
  });
});
