/**
 * Colour means τ: one ramp, even to the eye on log τ, from indigo (small) through teal to amber (large).
 * It runs through OKLCH and is walked by arc length, so that equal ratios of τ look equally far apart.
 * The hues are the same in both themes; the lightness fits the background.
 */

import type { ThemeName } from './theme';

type Triple = readonly [number, number, number];

/** τ outside is drawn in the colour of the nearer end. */
export const tauRange = [0.03, 2] as const;

/** Lightness, chroma and hue in degrees at the ends and the middle of the ramp. */
const stops: Readonly<Record<ThemeName, readonly [Triple, Triple, Triple]>> = {
  light: [
    [0.42, 0.18, 285],
    [0.57, 0.1, 185],
    [0.68, 0.15, 58],
  ],
  dark: [
    [0.6, 0.18, 287],
    [0.7, 0.11, 187],
    [0.8, 0.15, 64],
  ],
};

const labOf = ([lightness, chroma, hue]: Triple): Triple => {
  const angle = (hue * Math.PI) / 180;
  return [lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)];
};

/** OKLab to linear sRGB, Björn Ottosson, https://bottosson.github.io/posts/oklab/ */
function linearRgb([L, a, b]: Triple): Triple {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

const isInGamut = (rgb: Triple): boolean => rgb.every((part) => part >= -1e-4 && part <= 1 + 1e-4);

/** Takes chroma away until a screen can show the colour; clipping channels instead would turn the hue. */
function toGamut(colour: Triple): Triple {
  if (isInGamut(linearRgb(labOf(colour)))) return colour;
  return toGamut([colour[0], colour[1] * 0.98, colour[2]]);
}

const encode = (part: number): string => {
  const clamped = Math.min(1, Math.max(0, part));
  const gamma = clamped <= 0.0031308 ? 12.92 * clamped : 1.055 * clamped ** (1 / 2.4) - 0.055;
  return Math.round(gamma * 255)
    .toString(16)
    .padStart(2, '0');
};

const hex = (colour: Triple): string => `#${linearRgb(labOf(colour)).map(encode).join('')}`;

const mix = (from: Triple, to: Triple, t: number): Triple => [
  from[0] + (to[0] - from[0]) * t,
  from[1] + (to[1] - from[1]) * t,
  from[2] + (to[2] - from[2]) * t,
];

function pathAt([start, middle, end]: readonly [Triple, Triple, Triple], t: number): Triple {
  return toGamut(t < 0.5 ? mix(start, middle, t * 2) : mix(middle, end, t * 2 - 1));
}

const distance = (a: Triple, b: Triple): number => {
  const [p, q] = [labOf(a), labOf(b)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
};

const tableSize = 129;

/** Colours at equal distances along the path. */
function evenTable(path: readonly [Triple, Triple, Triple]): readonly string[] {
  const fine = Array.from({ length: 1025 }, (_, i) => pathAt(path, i / 1024));
  const lengths: number[] = [0];
  fine.forEach((colour, i) => {
    const before = fine[i - 1];
    if (before) lengths.push((lengths[i - 1] ?? 0) + distance(before, colour));
  });
  const total = lengths.at(-1) ?? 0;
  return Array.from({ length: tableSize }, (_, i) => {
    const target = (total * i) / (tableSize - 1);
    const at = lengths.findIndex((length) => length >= target - 1e-9);
    return hex(fine[at] ?? path[2]);
  });
}

const tables: Readonly<Record<ThemeName, readonly string[]>> = {
  light: evenTable(stops.light),
  dark: evenTable(stops.dark),
};

/** Where τ lies on the ramp, in [0, 1]. */
export function tauPosition(tau: number): number {
  const [low, high] = tauRange;
  const clamped = Math.min(high, Math.max(low, tau));
  return Math.log(clamped / low) / Math.log(high / low);
}

/** The colour of τ. */
export const tauColour = (tau: number, theme: ThemeName): string =>
  tables[theme][Math.round(tauPosition(tau) * (tableSize - 1))] ?? noTauColour(theme);

/** The ramp as a CSS gradient from small to large τ, for a scale bar. */
export const tauGradient = (theme: ThemeName): string =>
  `linear-gradient(to right, ${tables[theme].filter((_, i) => i % 16 === 0).join(', ')})`;

/** Colour stops of the part of the ramp between two τ, for gradients drawn in a chart. */
export function tauStops(low: number, high: number, theme: ThemeName): { offset: number; color: string }[] {
  return Array.from({ length: 13 }, (_, i) => ({
    offset: i / 12,
    color: tauColour(low * (high / low) ** (i / 12), theme),
  }));
}

/** Runs whose loss has no temperature. */
export const noTauColour = (theme: ThemeName): string => (theme === 'dark' ? '#b4bcc7' : '#55606d');

/** Accuracy on the plane: one hue that the τ ramp does not have. Low to high. */
export const accuracyRamp = (theme: ThemeName): readonly string[] => {
  const [from, to]: readonly [Triple, Triple] =
    theme === 'dark'
      ? [
          [0.4, 0.06, 340],
          [0.86, 0.12, 345],
        ]
      : [
          [0.84, 0.06, 345],
          [0.38, 0.16, 340],
        ];
  return Array.from({ length: 5 }, (_, i) => hex(toGamut(mix(from, to, i / 4))));
};

/** Paul Tol's "vibrant" scheme, safe for colour-blind readers, for runs that do not differ in τ. */
const vibrant = ['#0077bb', '#ee7733', '#009988', '#ee3377', '#33bbee', '#cc3311', '#8a8a8a'] as const;

/** The same, for a dark background: blue and red lifted. */
const vibrantOnDark = ['#3d9fe0', '#ee7733', '#1fb5a3', '#ee5a8f', '#33bbee', '#e5573a', '#bbbbbb'] as const;

export function categoricalColour(index: number, theme: ThemeName): string {
  const palette = theme === 'dark' ? vibrantOnDark : vibrant;
  return palette[index % palette.length] ?? vibrant[0];
}
