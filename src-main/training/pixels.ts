/** Where the pixels of images are: whole in memory, or somewhere that reads them as they are wanted. */

/** Reads images by their numbers. What it gives does not depend on whether it was announced. */
export interface PixelReader {
  /** u8[n, H, W, 3], now; at once where the same numbers were announced and have come. */
  readonly read: (numbers: Int32Array) => Uint8Array;
  /** Begins to read what `read` will be asked for; resolves when it has come. */
  readonly ahead: (numbers: Int32Array) => Promise<void>;
}

export type Pixels = Uint8Array | PixelReader;

/** Some images of a split. */
export interface ChosenPixels {
  readonly pixels: Pixels;
  readonly numbers: Int32Array;
}

const isStart = (numbers: Int32Array): boolean => numbers.every((number, i) => number === i);

function copyImages(from: Uint8Array, numbers: Int32Array, imageBytes: number): Uint8Array {
  const copied = new Uint8Array(numbers.length * imageBytes);
  numbers.forEach((number, i) =>
    copied.set(from.subarray(number * imageBytes, (number + 1) * imageBytes), i * imageBytes),
  );
  return copied;
}

const readPart = ({ pixels }: ChosenPixels, numbers: Int32Array, imageBytes: number): Uint8Array =>
  pixels instanceof Uint8Array ? copyImages(pixels, numbers, imageBytes) : pixels.read(numbers);

/** Which of the wanted images lie in a part: their places among the wanted, and their numbers in the split. */
interface Share {
  readonly part: ChosenPixels;
  readonly places: Int32Array;
  readonly numbers: Int32Array;
}

function shareOut(parts: readonly ChosenPixels[], wanted: Int32Array): readonly Share[] {
  let start = 0;
  return parts.map((part) => {
    const end = start + part.numbers.length;
    const isHere = (number: number): boolean => number >= start && number < end;
    const places = Int32Array.from(wanted.keys()).filter((place) => isHere(wanted[place] as number));
    const numbers = places.map((place) => part.numbers[(wanted[place] as number) - start] as number);
    start = end;
    return { part, places, numbers };
  });
}

function joinedReader(parts: readonly ChosenPixels[], imageBytes: number): PixelReader {
  return {
    read: (wanted) => {
      const shares = shareOut(parts, wanted).filter(({ places }) => places.length > 0);
      const [only] = shares;
      if (shares.length === 1 && only) return readPart(only.part, only.numbers, imageBytes);
      const joined = new Uint8Array(wanted.length * imageBytes);
      for (const { part, places, numbers } of shares) {
        const found = readPart(part, numbers, imageBytes);
        places.forEach((place, i) =>
          joined.set(found.subarray(i * imageBytes, (i + 1) * imageBytes), place * imageBytes),
        );
      }
      return joined;
    },
    ahead: async (wanted) => {
      await Promise.all(
        shareOut(parts, wanted).map(async ({ part: { pixels }, numbers }) => {
          if (numbers.length > 0 && !(pixels instanceof Uint8Array)) await pixels.ahead(numbers);
        }),
      );
    },
  };
}

/** Chosen images of splits, one after the other, as if they were a split of their own. */
export function joinPixels(parts: readonly ChosenPixels[], imageBytes: number): Pixels {
  const whole = parts.flatMap(({ pixels, numbers }) =>
    pixels instanceof Uint8Array ? [{ pixels, numbers }] : [],
  );
  if (whole.length < parts.length) return joinedReader(parts, imageBytes);
  const copies = whole.map(({ pixels, numbers }) =>
    isStart(numbers)
      ? pixels.subarray(0, numbers.length * imageBytes)
      : copyImages(pixels, numbers, imageBytes),
  );
  const [only] = copies;
  if (copies.length === 1 && only) return only;
  const joined = new Uint8Array(copies.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const copy of copies) {
    joined.set(copy, at);
    at += copy.length;
  }
  return joined;
}
