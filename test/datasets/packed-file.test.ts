import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hashPacked, openPacked, readPacked, readPackedImages } from '../../src-main/datasets/packed-file';
import { createPackedWriter, writePacked } from '../../src-main/datasets/packed-writer';
import type { PackedData } from '../../src-main/datasets/packed-format';
import { temporaryFolder } from './temporary-folder';

/** Images of 2x1 pixels: image i holds the bytes 6 i … 6 i + 5. */
const small: PackedData = {
  image: [1, 2, 3],
  classes: ['cat', 'dög'],
  train: { pixels: Uint8Array.from({ length: 18 }, (_, i) => i), labels: Int32Array.of(0, 1, 0) },
  test: { pixels: Uint8Array.from({ length: 12 }, (_, i) => 100 + i), labels: Int32Array.of(1, 0) },
};

describe('a packed file', () => {
  test('gives back what was written', async () => {
    const file = join(temporaryFolder(), 'small.taulab');
    await writePacked(file, small);
    const { image, classes, train, test: held } = await readPacked(file);
    expect({ image, classes }).toEqual({ image: [1, 2, 3], classes: ['cat', 'dög'] });
    expect([...train.pixels]).toEqual([...small.train.pixels]);
    expect(train.labels).toEqual(small.train.labels);
    expect([...held.pixels]).toEqual([...small.test.pixels]);
    expect(held.labels).toEqual(small.test.labels);
  });

  test('is laid out as its format says', async () => {
    const file = join(temporaryFolder(), 'small.taulab');
    await writePacked(file, small);
    const bytes = readFileSync(file);
    expect(bytes.toString('latin1', 0, 6)).toBe('taulab');
    expect(bytes.readUInt16LE(6)).toBe(2);
    const start = 8;
    // 18 bytes of pixels, 3 labels of 2 bytes, 12 bytes of pixels, 2 labels of 2 bytes.
    expect([...bytes.subarray(start + 18, start + 24)]).toEqual([0, 0, 1, 0, 0, 0]);
    expect(bytes[start + 24]).toBe(100);
    const header = bytes.readUInt32LE(bytes.length - 14);
    expect(bytes.toString('latin1', bytes.length - 6)).toBe('taulab');
    expect(bytes.length).toBe(start + 18 + 6 + 12 + 4 + header + 14);
  });

  test('has the SHA-256 of its bytes as identity, and the same content has the same', async () => {
    const folder = temporaryFolder();
    const files = ['a.taulab', 'b.taulab'].map((name) => join(folder, name));
    for (const file of files) await writePacked(file, small);
    const [first, second] = await Promise.all(files.map(hashPacked));
    expect(first).toBe(second);
    expect(first).toBe(
      createHash('sha256')
        .update(readFileSync(join(folder, 'a.taulab')))
        .digest('hex'),
    );
  });

  test('lets single images be read', async () => {
    const file = join(temporaryFolder(), 'small.taulab');
    await writePacked(file, small);
    const held = await readPackedImages(file, 'test', (labels) => [labels.indexOf(0)]);
    expect([...held.pixels]).toEqual([106, 107, 108, 109, 110, 111]);
    expect([...held.labels]).toEqual([0]);
    const train = await readPackedImages(file, 'train', () => [2, 0]);
    expect([...train.pixels]).toEqual([12, 13, 14, 15, 16, 17, 0, 1, 2, 3, 4, 5]);
  });

  test('that is not there is a sentence', async () => {
    const file = join(temporaryFolder(), 'none.taulab');
    await expect(readPacked(file)).rejects.toMatchObject({ code: 'file.not-found', details: { file } });
    await expect(hashPacked(file)).rejects.toMatchObject({ code: 'file.not-found' });
  });

  test('tells every changed or missing byte', async () => {
    const file = join(temporaryFolder(), 'small.taulab');
    await writePacked(file, small);
    const whole = readFileSync(file);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ change;
        writeFileSync(file, bytes);
        const read = await readPacked(file).catch((thrown: unknown) => thrown);
        expect(read).toMatchObject({ code: 'dataset.damaged', details: { id: 'small' } });
      }),
      { numRuns: 300 },
    );
    for (let length = 0; length < whole.length; length += 1) {
      writeFileSync(file, whole);
      truncateSync(file, length);
      await expect(readPacked(file)).rejects.toMatchObject({ code: 'dataset.damaged' });
    }
  });
});

test('a file of version 1 is still read', async () => {
  const payload = Buffer.from([1, 2, 3, 4, 5, 6, 1, 0, 7, 8, 9, 10, 11, 12, 0, 0]);
  const header = {
    image: [1, 2, 3],
    classes: ['a', 'b'],
    counts: { train: 1, test: 1 },
    crc32: crc32(payload),
  };
  const json = Buffer.from(JSON.stringify(header));
  const prefix = Buffer.alloc(12);
  prefix.write('taulab', 'latin1');
  prefix.writeUInt16LE(1, 6);
  prefix.writeUInt32LE(json.length, 8);
  const file = join(temporaryFolder(), 'old.taulab');
  writeFileSync(file, Buffer.concat([prefix, json, payload]));
  const { classes, train, test: held } = await readPacked(file);
  expect(classes).toEqual(['a', 'b']);
  expect([...train.pixels, ...train.labels]).toEqual([1, 2, 3, 4, 5, 6, 1]);
  expect([...held.pixels, ...held.labels]).toEqual([7, 8, 9, 10, 11, 12, 0]);
  payload[0] = 0;
  writeFileSync(file, Buffer.concat([prefix, json, payload]));
  await expect(readPacked(file)).rejects.toMatchObject({ code: 'dataset.damaged' });
});

describe('writing a packed file', () => {
  test('keeps splits apart that come mixed, and unlabelled images without labels', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'mixed.taulab');
    const image = (value: number): Uint8Array => new Uint8Array(6).fill(value);
    const writer = await createPackedWriter(file, [1, 2, 3]);
    await writer.add('unlabelled', image(9));
    await writer.add('test', image(5), Int32Array.of(1));
    await writer.add('train', image(1), Int32Array.of(0));
    await writer.add('unlabelled', image(8));
    await writer.add('train', image(2), Int32Array.of(1));
    const { hash } = await writer.finish(['a', 'b']);
    await writer.place(file);
    expect(readdirSync(folder)).toEqual(['mixed.taulab']);
    expect(await hashPacked(file)).toBe(hash);
    const packed = await openPacked(file);
    onTestFinished(packed.close);
    expect([...(await packed.labels('unlabelled'))]).toEqual([-1, -1]);
    const pixels = new Uint8Array(12);
    await packed.readRange('unlabelled', 0, pixels);
    expect([...pixels]).toEqual([...image(9), ...image(8)]);
    expect([...(await readPacked(file)).train.pixels]).toEqual([...image(1), ...image(2)]);
  });

  test('to a full disk leaves nothing', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'small.taulab');
    // The partial file becomes the device that is always full.
    symlinkSync('/dev/full', `${file}.partial`);
    await expect(writePacked(file, small)).rejects.toMatchObject({ code: 'disk.full' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('leaves the file as it was where it is aborted', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'small.taulab');
    writeFileSync(file, 'before');
    const reason = new Error('enough');
    await expect(writePacked(file, small, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(readFileSync(file, 'utf8')).toBe('before');
    expect(readdirSync(folder)).toEqual(['small.taulab']);
  });

  test('makes the folder, and says where it cannot', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'new', 'small.taulab');
    await writePacked(file, small);
    expect(existsSync(file)).toBe(true);
    await expect(writePacked(join(file, 'below', 'small.taulab'), small)).rejects.toMatchObject({
      code: 'store.unwritable',
    });
  });
});
