/** Mean and standard deviation of each channel, from a count of each byte: exact, and one pass over the pixels. */

export interface ChannelStatistics {
  readonly mean: readonly [number, number, number];
  /** Of all pixels, not of a sample of them. */
  readonly deviation: readonly [number, number, number];
}

export interface ChannelCounter {
  /** @param pixels  u8[N, H, W, 3] */
  readonly add: (pixels: Uint8Array) => void;
  /** Of everything added so far, at least one pixel; values in [0, 1]. */
  readonly statistics: () => ChannelStatistics;
}

function statisticsOf(counts: Float64Array): { readonly mean: number; readonly deviation: number } {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const mean = counts.reduce((sum, count, value) => sum + count * value, 0) / total;
  const variance = counts.reduce((sum, count, value) => sum + count * (value - mean) ** 2, 0) / total;
  return { mean: mean / 255, deviation: Math.sqrt(variance) / 255 };
}

export function createChannelCounter(): ChannelCounter {
  const channels = [new Float64Array(256), new Float64Array(256), new Float64Array(256)] as const;
  const countBytes = (pixels: Uint8Array, channel: 0 | 1 | 2): void => {
    const counts = channels[channel];
    for (let at = channel; at < pixels.length; at += 3) {
      const value = pixels[at] as number;
      counts[value] = (counts[value] as number) + 1;
    }
  };
  return {
    add: (pixels) => {
      countBytes(pixels, 0);
      countBytes(pixels, 1);
      countBytes(pixels, 2);
    },
    statistics: () => {
      const [red, green, blue] = [
        statisticsOf(channels[0]),
        statisticsOf(channels[1]),
        statisticsOf(channels[2]),
      ];
      return {
        mean: [red.mean, green.mean, blue.mean],
        deviation: [red.deviation, green.deviation, blue.deviation],
      };
    },
  };
}

/** @param pixels  u8[N, H, W, 3], N ≥ 1. @returns  values in [0, 1] */
export function channelStatistics(pixels: Uint8Array): ChannelStatistics {
  const counter = createChannelCounter();
  counter.add(pixels);
  return counter.statistics();
}
