/** The header of an IDX file, and what Tau Lab takes: between one image and as many as a packed file holds. */

import { Problem } from '#shared/result';
import { maxSplitBytes } from '../packed-format';
import { paddedSide } from '../padded-side';

export type IdxKind = 'images' | 'labels';

export interface IdxHeader {
  readonly headerBytes: number;
  readonly dataBytes: number;
  /** Items first, then the sizes of one item. */
  readonly sizes: readonly number[];
}

/** Height and width of the largest image taken. */
const maxSide = 64;
const magicOf = { images: 0x803, coloredImages: 0x804, labels: 0x801 } as const;

function nameMagic(magic: number): string {
  const hexadecimal = `0x${magic.toString(16).padStart(8, '0')}`;
  if (magic === magicOf.labels) return `${hexadecimal} (labels)`;
  return magic === magicOf.images || magic === magicOf.coloredImages
    ? `${hexadecimal} (images)`
    : hexadecimal;
}

function checkMagic(file: string, kind: IdxKind, magic: number): void {
  const isExpected = magic === magicOf[kind] || (kind === 'images' && magic === magicOf.coloredImages);
  if (isExpected) return;
  throw new Problem('idx.bad-magic', { file, expected: nameMagic(magicOf[kind]), found: nameMagic(magic) });
}

function checkImageSize(file: string, height: number, width: number, channels: number): void {
  const isInRange = (pixels: number): boolean => pixels >= 1 && pixels <= maxSide;
  if (!isInRange(height) || !isInRange(width)) {
    throw new Problem('idx.bad-size', { file, limit: maxSide, found: `${height}x${width}` });
  }
  if (channels !== 1 && channels !== 3) throw new Problem('idx.bad-channels', { file, found: channels });
}

function checkCount(file: string, count: number, height: number, width: number): void {
  if (count < 1) throw new Problem('idx.empty', { file, expected: 1, found: count });
  const limit = Math.floor(maxSplitBytes / (paddedSide(Math.max(height, width)) ** 2 * 3));
  if (count > limit) throw new Problem('idx.too-many', { file, limit, found: count });
}

/**
 * @param start  the first bytes of the file, as many as there are so far
 * @returns  undefined where the header is not yet complete
 */
export function parseIdxHeader(file: string, kind: IdxKind, start: Buffer): IdxHeader | undefined {
  if (start.length < 4) return undefined;
  const magic = start.readUInt32BE(0);
  checkMagic(file, kind, magic);
  const dimensions = magic & 0xff;
  const headerBytes = 4 + 4 * dimensions;
  if (start.length < headerBytes) return undefined;
  const sizes = Array.from({ length: dimensions }, (_, i) => start.readUInt32BE(4 + 4 * i));
  // Labels are taken up to as many as there can be of the smallest images.
  const [count = 0, height = 1, width = 1, channels = 1] = sizes;
  checkImageSize(file, height, width, channels);
  checkCount(file, count, height, width);
  return { headerBytes, dataBytes: count * height * width * channels, sizes };
}
