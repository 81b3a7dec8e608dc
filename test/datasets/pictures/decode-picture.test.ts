/** Real files of every kind, written by Pillow (fixtures/make_fixtures.py), and what damage does to them. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { decodePicture } from '../../../src-main/datasets/pictures/decode-picture';
import { Problem } from '../../../src-shared/result';

const fixture = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'fixtures', name));

/** The colour in the middle of each quarter of a square of 32 pixels, in reading order. */
const quarters = (pixels: Uint8Array): readonly (readonly number[])[] =>
  [8, 24].flatMap((row) =>
    [8, 24].map((column) => {
      const at = (row * 32 + column) * 3;
      return [...pixels.subarray(at, at + 3)];
    }),
  );

const red = [220, 40, 30];
const green = [40, 190, 60];
const blue = [30, 60, 210];
const grey = [128, 128, 128];
const coloured = [red, green, blue, grey];

/** Luma of ITU-R 601, as Pillow makes grey of colours. */
const greyOf = ([r = 0, g = 0, b = 0]: readonly number[]): readonly number[] =>
  new Array<number>(3).fill(Math.round(0.299 * r + 0.587 * g + 0.114 * b));

const greatestDifference = (
  found: readonly (readonly number[])[],
  expected: readonly (readonly number[])[],
): number =>
  Math.max(
    ...found.flatMap((colour, i) =>
      colour.map((value, channel) => Math.abs(value - (expected[i]?.[channel] ?? 0))),
    ),
  );

describe('a picture becomes RGB bytes', () => {
  test.each([
    ['rgb.png', coloured, 0],
    ['palette.png', coloured, 0],
    ['palette.gif', coloured, 0],
    ['rgb.tiff', coloured, 0],
    ['lossless.webp', coloured, 0],
    ['rgb.jpg', coloured, 3],
    ['progressive.jpg', coloured, 3],
    ['rgb.avif', coloured, 6],
    ['rotated.jpg', coloured, 3],
    ['grey.jpg', coloured.map(greyOf), 2],
    ['grey16.png', coloured.map(greyOf), 1],
    ['alpha.png', [red, green, [255, 255, 255], [191, 191, 191]], 1],
  ] as const)('%s', async (name, expected, tolerance) => {
    const pixels = await decodePicture(fixture(name), 32, name);
    expect(pixels.length).toBe(32 * 32 * 3);
    expect(greatestDifference(quarters(pixels), expected)).toBeLessThanOrEqual(tolerance);
  });

  test('cmyk.jpg, whose inks a standard profile makes duller colours of', async () => {
    const found = quarters(await decodePicture(fixture('cmyk.jpg'), 32, 'cmyk.jpg'));
    const brightest = (colour: readonly number[]): number => colour.indexOf(Math.max(...colour));
    expect(found.slice(0, 3).map(brightest)).toEqual([0, 1, 2]);
    expect(greatestDifference(found, coloured)).toBeLessThan(100);
    expect(Math.max(...(found[3] ?? [])) - Math.min(...(found[3] ?? []))).toBeLessThan(30);
  });

  test('one of the wanted size keeps every byte', async () => {
    const bytes = Uint8Array.from({ length: 20 * 20 * 3 }, (_, i) => (i * 2_654_435_761) >>> 24);
    const png = await sharp(bytes, { raw: { width: 20, height: 20, channels: 3 } })
      .png()
      .toBuffer();
    expect(Buffer.from(await decodePicture(png, 20, 'a.png')).equals(bytes)).toBe(true);
  });

  test('a wide one is resized at its shorter side and cut at the middle, as Pillow does it', async () => {
    const ours = await decodePicture(fixture('wide.png'), 32, 'wide.png');
    const theirs = await decodePicture(fixture('wide-32.png'), 32, 'wide-32.png');
    const differences = ours.map((value, i) => Math.abs(value - (theirs[i] ?? 0)));
    expect(Math.max(...differences)).toBeLessThanOrEqual(2);
  });

  test('a small one is enlarged, one of a single pixel too', async () => {
    const dot = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#0a141e' } })
      .png()
      .toBuffer();
    const pixels = await decodePicture(dot, 32, 'dot.png');
    expect(quarters(pixels)).toEqual(new Array(4).fill([10, 20, 30]));
  });
});

const problemWith = async (bytes: Uint8Array, side = 32): Promise<Problem> => {
  const thrown: unknown = await decodePicture(bytes, side, 'folder/ä.jpg').catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Problem);
  expect((thrown as Problem).message).toContain('"folder/ä.jpg"');
  return thrown as Problem;
};

describe('a file is refused by its name', () => {
  test('where it is empty', async () => {
    expect(await problemWith(new Uint8Array())).toMatchObject({ code: 'picture.empty' });
  });

  test.each(['rgb.png', 'rgb.jpg', 'lossless.webp', 'grey16.png', 'cmyk.jpg'])(
    'where %s is truncated',
    async (name) => {
      const whole = fixture(name);
      const half = whole.subarray(0, Math.floor(whole.length * 0.7));
      expect(await problemWith(half)).toMatchObject({ code: 'picture.damaged' });
    },
  );

  test('where it is no picture, or one that is not read', async () => {
    const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    for (const bytes of [Buffer.from('hello'), drawing, fixture('unsupported.bmp')])
      expect(await problemWith(bytes)).toMatchObject({ code: 'picture.format' });
  });

  test('where a small file would unpack to a huge picture', async () => {
    const bomb = Buffer.from(fixture('rgb.png'));
    // The size stands behind the eight bytes of the signature and the eight that begin the first part.
    bomb.writeUInt32BE(20_000, 16);
    bomb.writeUInt32BE(10_000, 20);
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
    expect(await problemWith(bomb)).toMatchObject({ code: 'picture.too-large' });
  });
});

/** Mutations of each kind of file; TAU_LAB_MUTATIONS=10000 for a long search. */
const mutations = Number(process.env['TAU_LAB_MUTATIONS'] ?? 150);

test.each(['rgb.png', 'rgb.jpg', 'progressive.jpg', 'lossless.webp', 'palette.gif', 'rgb.tiff', 'rgb.avif'])(
  'any damage to %s gives a picture or a sentence',
  async (name) => {
    const whole = fixture(name);
    const damage = fc.record({
      changes: fc.array(
        fc.tuple(fc.oneof(fc.nat(64), fc.nat(whole.length)), fc.constantFrom(0, 1, 127, 128, 255)),
        { maxLength: 5 },
      ),
      length: fc.option(fc.nat(whole.length)),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ changes, length }) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        const outcome: unknown = await decodePicture(
          bytes.subarray(0, length ?? bytes.length),
          32,
          name,
        ).catch((thrown: unknown) => thrown);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Problem);
        else expect((outcome as Uint8Array).length).toBe(32 * 32 * 3);
      }),
      { numRuns: mutations },
    );
  },
);
