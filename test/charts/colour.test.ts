import { describe, expect, test } from 'vitest';
import { categoricalColour, tauColour, tauPosition } from '../../src-renderer/charts/colour';
import { chartTheme } from '../../src-renderer/charts/theme';

const channels = (hex: string): readonly [number, number, number] => {
  const linear = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return [linear[0] ?? 0, linear[1] ?? 0, linear[2] ?? 0];
};

/** sRGB to OKLab, the way back from the one the ramp is made with. */
function okLab(hex: string): readonly number[] {
  const [r, g, b] = channels(hex);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const [red, green, blue] = channels(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [bright = 0, dim = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (bright + 0.05) / (dim + 0.05);
}

const ratioSteps = Array.from({ length: 17 }, (_, i) => 0.03 * (2 / 0.03) ** (i / 16));

describe.each(['light', 'dark'] as const)('the ramp of τ on a %s background', (theme) => {
  test('is even: equal ratios of τ are equally far apart', () => {
    const colours = ratioSteps.map((tau) => okLab(tauColour(tau, theme)));
    const distances = colours.slice(1).map((colour, i) => {
      const before = colours[i] ?? [];
      return Math.hypot(...colour.map((part, axis) => part - (before[axis] ?? 0)));
    });
    // Straight distances between points of a path that bends are a little shorter at the bends.
    expect(Math.max(...distances) / Math.min(...distances)).toBeLessThan(1.5);
  });

  test('can be seen against the background everywhere', () => {
    for (const tau of ratioSteps) {
      expect(contrast(tauColour(tau, theme), chartTheme(theme).background)).toBeGreaterThan(3);
    }
  });

  test('ends at 0.03 and at 2', () => {
    expect(tauColour(0.001, theme)).toBe(tauColour(0.03, theme));
    expect(tauColour(100, theme)).toBe(tauColour(2, theme));
    expect(tauColour(0.03, theme)).not.toBe(tauColour(2, theme));
  });
});

test('positions are even on log τ', () => {
  expect(tauPosition(0.03)).toBe(0);
  expect(tauPosition(2)).toBe(1);
  expect(tauPosition(Math.sqrt(0.03 * 2))).toBeCloseTo(0.5, 12);
});

test('there is a categorical colour for every index', () => {
  expect(categoricalColour(0, 'light')).toBe('#0077bb');
  expect(categoricalColour(7, 'light')).toBe('#0077bb');
});
