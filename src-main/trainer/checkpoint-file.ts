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
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { MetricPoint } from '#shared/metric';
import type { Snapshot, SnapshotTensor } from '../training/snapshot';

const magic = 'TAUCKPT1';

/**
 * A snapshot, and the points of the time before it. A lab that is killed may not have read what was sent to it last;
 * whoever resumes tells those points again.
 */
export interface Checkpoint {
  readonly snapshot: Snapshot;
  readonly points: readonly MetricPoint[];
}

interface Header {
  readonly step: number;
  readonly points: readonly MetricPoint[];
  readonly tensors: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly length: number;
  }[];
  /** Of the values, so that a half-written or damaged file is never resumed from. */
  readonly sha256: string;
}

const fileOf = (folder: string, step: number): string =>
  join(folder, `step-${String(step).padStart(9, '0')}.taucheckpoint`);
const pattern = /^step-(\d{9})\.taucheckpoint$/;

/** How many checkpoints of a run are kept: the last, and one before it should the last be damaged. */
const kept = 2;

const bytesOf = (values: Float32Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** Writes the checkpoint and removes all but the last two. */
export function writeCheckpoint(folder: string, { snapshot, points }: Checkpoint): void {
  const { step, tensors } = snapshot;
  const entries = Object.entries(tensors);
  const hash = createHash('sha256');
  for (const [, { values }] of entries) hash.update(bytesOf(values));
  const header: Header = {
    step,
    points: points.filter(({ value }) => Number.isFinite(value)),
    tensors: entries.map(([name, { shape, values }]) => ({ name, shape, length: values.length })),
    sha256: hash.digest('hex'),
  };
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);

  mkdirSync(folder, { recursive: true });
  const target = fileOf(folder, step);
  // Named by process: the trainer of a lab that was killed may still be writing when a new one resumes its run.
  const temporary = `${target}.${process.pid}.part`;
  try {
    const file = openSync(temporary, 'w');
    try {
      writeAll(file, [Buffer.from(magic), length, json, ...entries.map(([, { values }]) => bytesOf(values))]);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  for (const old of stepsIn(folder).slice(kept)) rmSync(fileOf(folder, old), { force: true });
}

/** A write may take fewer bytes than it was given; on a full disk the next one says so. */
function writeAll(file: number, parts: readonly Uint8Array[]): void {
  for (const part of parts) {
    for (let at = 0; at < part.length;) at += writeSync(file, part, at);
  }
}

/** Steps of the checkpoints in the folder, newest first. */
function stepsIn(folder: string): readonly number[] {
  try {
    return readdirSync(folder)
      .map((name) => Number(pattern.exec(name)?.[1] ?? -1))
      .filter((step) => step >= 0)
      .sort((a, b) => b - a);
  } catch {
    return [];
  }
}

/** The newest checkpoint that is whole, or null where there is none. */
export function readLastCheckpoint(folder: string): Checkpoint | null {
  for (const step of stepsIn(folder)) {
    const checkpoint = parse(readFileSync(fileOf(folder, step)));
    if (checkpoint) return checkpoint;
  }
  return null;
}

function parse(bytes: Buffer): Checkpoint | null {
  if (bytes.length < magic.length + 4 || bytes.toString('latin1', 0, magic.length) !== magic) return null;
  const start = magic.length + 4;
  const end = start + bytes.readUInt32LE(magic.length);
  try {
    const header = JSON.parse(bytes.toString('utf8', start, end)) as Header;
    const values = bytes.subarray(end);
    if (createHash('sha256').update(values).digest('hex') !== header.sha256) return null;
    return { snapshot: { step: header.step, tensors: tensorsOf(header, values) }, points: header.points };
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
