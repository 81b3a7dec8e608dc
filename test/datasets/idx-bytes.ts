/** IDX files for tests, byte by byte. */

export function idxBytes(magic: number, sizes: readonly number[], data: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * sizes.length);
  header.writeUInt32BE(magic, 0);
  sizes.forEach((size, i) => header.writeUInt32BE(size, 4 + 4 * i));
  return Buffer.concat([header, data]);
}

/** Image i is filled with 10 i + 1, modulo 256. */
export function greyImages(count: number, height = 28, width = 28): Buffer {
  const pixels = Uint8Array.from({ length: count * height * width }, (_, at) => {
    const image = Math.floor(at / (height * width));
    return (10 * image + 1) % 256;
  });
  return idxBytes(0x803, [count, height, width], pixels);
}

export const labels = (values: readonly number[]): Buffer =>
  idxBytes(0x801, [values.length], Uint8Array.from(values));
