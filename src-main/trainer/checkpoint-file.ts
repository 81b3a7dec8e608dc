/**
 * Checkpoints on disk, one file each: 8 bytes of magic, the length of a JSON header, the header, then the float32
 * values of all tensors one after another. Written beside and renamed, so that a checkpoint is whole or absent.
 */

import { createHash } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import type { Detail } from '#shared/detail';
import type { MetricPoint } from '#shared/metric';
import { Problem } from '#shared/result';
import type { Snapshot, SnapshotTensor } from '../training/snapshot';
import { checkpointFile, checkpointsIn, usesOf, type CheckpointMark } from './checkpoint-list';

const magic = 'TAUCKPT1';

/**
 * A snapshot, and the points and details of the time before it. A lab that is killed may not have read what was sent to
 * it last; whoever resumes tells those again.
 */
export interface Checkpoint {
  readonly snapshot: Snapshot;
  readonly points: readonly MetricPoint[];
  readonly details: readonly Detail[];
}

interface Header {
  readonly step: number;
  readonly points: readonly MetricPoint[];
  /** Absent, as the next one, in files that were written before there were any. */
  readonly details?: readonly Detail[];
  readonly bestKnnAccuracy?: number | null;
  readonly tensors: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly length: number;
  }[];
  /** Of the values, so that a half-written or damaged file is never resumed from. */
  readonly sha256: string;
}

const bytesOf = (values: Float32Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** Writes the checkpoint, then removes those that are of no use any more: never the best, nor one that is kept. */
export function writeCheckpoint(
  folder: string,
  checkpoint: Checkpoint,
  marks: readonly CheckpointMark[] = [],
): void {
  mkdirSync(folder, { recursive: true });
  const { step } = checkpoint.snapshot;
  const target = checkpointFile(folder, step, marks);
  writeWhole(target, partsOf(checkpoint));
  // A run that had to go back to an earlier checkpoint comes to this step again.
  for (const { file } of checkpointsIn(folder).filter((each) => each.step === step)) {
    if (file !== target) rmSync(file, { force: true });
  }
  for (const { file, uses } of usesOf(checkpointsIn(folder))) {
    if (uses.length === 0) rmSync(file, { force: true });
  }
}

function partsOf({ snapshot, points, details }: Checkpoint): readonly Uint8Array[] {
  const { step, bestKnnAccuracy, tensors } = snapshot;
  const entries = Object.entries(tensors);
  const hash = createHash('sha256');
  for (const [, { values }] of entries) hash.update(bytesOf(values));
  const header: Header = {
    step,
    bestKnnAccuracy,
    points: points.filter(({ value }) => Number.isFinite(value)),
    details,
    tensors: entries.map(([name, { shape, values }]) => ({ name, shape, length: values.length })),
    sha256: hash.digest('hex'),
  };
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  return [Buffer.from(magic), length, json, ...entries.map(([, { values }]) => bytesOf(values))];
}

function writeWhole(target: string, parts: readonly Uint8Array[]): void {
  // Named by process: the trainer of a lab that was killed may still be writing when a new one resumes its run.
  const temporary = `${target}.${process.pid}.part`;
  try {
    const file = openSync(temporary, 'w');
    try {
      writeAll(file, parts);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** A write may take fewer bytes than it was given; on a full disk the next one says so. */
function writeAll(file: number, parts: readonly Uint8Array[]): void {
  for (const part of parts) {
    for (let at = 0; at < part.length;) at += writeSync(file, part, at);
  }
}

/** The newest checkpoint that is whole, or null where there is none. */
export function readLastCheckpoint(folder: string): Checkpoint | null {
  for (const { file } of checkpointsIn(folder)) {
    const checkpoint = parse(readFileSync(file));
    if (checkpoint) return checkpoint;
  }
  return null;
}

/** @throws Problem `checkpoint.gone` or `checkpoint.damaged` */
export function readCheckpoint(folder: string, step: number): Checkpoint {
  const found = checkpointsIn(folder).find((each) => each.step === step);
  if (!found) throw new Problem('checkpoint.gone', { step });
  const checkpoint = parse(readFileSync(found.file));
  if (!checkpoint) throw new Problem('checkpoint.damaged', { step });
  return checkpoint;
}

function parse(bytes: Buffer): Checkpoint | null {
  if (bytes.length < magic.length + 4 || bytes.toString('latin1', 0, magic.length) !== magic) return null;
  const start = magic.length + 4;
  const end = start + bytes.readUInt32LE(magic.length);
  try {
    const header = JSON.parse(bytes.toString('utf8', start, end)) as Header;
    const values = bytes.subarray(end);
    if (createHash('sha256').update(values).digest('hex') !== header.sha256) return null;
    const { step, bestKnnAccuracy = null, points, details = [] } = header;
    return { snapshot: { step, bestKnnAccuracy, tensors: tensorsOf(header, values) }, points, details };
  } catch {
    return null;
  }
}

function tensorsOf(header: Header, values: Buffer): Record<string, SnapshotTensor> {
  const tensors: Record<string, SnapshotTensor> = {};
  let at = 0;
  for (const { name, shape, length } of header.tensors) {
    // A copy, because the values need not start where a float32 may.
    const own = new Float32Array(length);
    bytesOf(own).set(values.subarray(at, at + length * 4));
    tensors[name] = { shape, values: own };
    at += length * 4;
  }
  return tensors;
}
