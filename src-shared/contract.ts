/**
 * Everything that an interface can ask of the lab, and everything the lab tells unasked, once.
 * Inputs come from outside and are parsed with zod; outputs are the lab's own and are typed.
 */

import { z } from 'zod';
import {
  importFormats,
  splitNames,
  type DatasetImport,
  type DatasetInfo,
  type DatasetPreview,
  type ImageRange,
  type SampleImages,
} from './dataset';
import { detailKinds, type Detail } from './detail';
import type { Download, DownloadSettings } from './download';
import type { CheckpointInfo, RunDetailValue, ToldEvaluation } from './evaluation';
import type { RunSize } from './marks';
import type { MetricPoint } from './metric';
import type { Result } from './result';
import type { RunDetail, RunSummary, Series } from './run';
import type { Study } from './study';
import type { ViewPreview } from './view-preview';

const ids = z.array(z.string().max(64)).max(100_000);
/** A configuration as it arrives; the lab completes and checks it field by field. */
const config = z.record(z.string().max(200), z.unknown());
const name = z.string().max(10_000);
const path = z.string().min(1).max(4096);
const address = z.string().max(4096);
const tags = z.array(z.string().max(10_000)).max(1000);
const split = z.enum(splitNames);
/** What is to be imported and how. Everything but the paths has a sensible value where it is left out. */
const importSource = {
  /** Absolute paths of files and folders. */
  paths: z.array(path).min(1).max(10_000),
  /** Detected where it is left out. */
  format: z.enum(importFormats).optional(),
  /** Height and width that images are stored with; larger ones are made smaller. */
  side: z.int().min(8).max(1024).optional(),
  /** Part of the training images of each class that becomes the test split where there is none; 0.1. */
  holdout: z.number().min(0.001).max(0.9).optional(),
  /** Which images these are; 1. */
  holdoutSeed: z
    .int()
    .min(0)
    .max(2 ** 31)
    .optional(),
  /** The coarse labels where there are two kinds. */
  coarse: z.boolean().optional(),
  /** The additional training images too, where there are some. */
  extra: z.boolean().optional(),
};

export const requests = {
  'lab.status': z.object({}),
  'datasets.list': z.object({}),
  /** A few images of a split, evenly over the classes. */
  'datasets.samples': z.object({
    id: z.string(),
    split,
    perClass: z.int().min(1).max(100),
  }),
  /** Images of a split and perhaps of one class, in their order, none larger than `side`. */
  'datasets.images': z.object({
    id: z.string(),
    split,
    label: z.int().min(0).optional(),
    from: z.int().min(0),
    count: z.int().min(1).max(1000),
    side: z.int().min(8).max(256),
  }),
  /** What would be imported; nothing is written. A later preview with the same token ends this one. */
  'datasets.preview': z.object({ ...importSource, token: z.string().max(64) }),
  'datasets.cancelPreview': z.object({ token: z.string().max(64) }),
  /** Answers at once; `imports.changed` tells what becomes of it. */
  'datasets.import': z.object({ ...importSource, name: name.optional() }),
  /** The imports since the lab was opened, oldest first. */
  'datasets.imports': z.object({}),
  /** It leaves nothing behind. One that is over stays as it is. */
  'datasets.cancelImport': z.object({ id: z.string().max(64) }),
  'datasets.delete': z.object({ id: z.string() }),
  /** Two augmented views of training images, as a step of a run with this configuration would draw them. */
  'augment.preview': z.object({
    dataset: z.string(),
    images: z.array(z.int().min(0)).min(1).max(64),
    config,
    step: z.int().min(0).max(1_000_000),
  }),
  'downloads.list': z.object({}),
  /** Fetches the official files of a dataset and checks them. Answers at once; the rest is pushed. */
  'downloads.start': z.object({
    id: z.string(),
    withOptional: z.boolean().optional(),
    /** Instead of the one of the settings. */
    mirror: address.optional(),
  }),
  /** What has come so far stays, to go on from. */
  'downloads.cancel': z.object({ id: z.string() }),
  'downloads.deleteFiles': z.object({ id: z.string() }),
  'downloads.settings': z.object({}),
  'downloads.configure': z.object({ mirror: address, proxy: address }),
  'runs.list': z.object({}),
  'runs.get': z.object({ id: z.string() }),
  'runs.start': z.object({ config, name: name.optional() }),
  'runs.rename': z.object({ id: z.string(), name }),
  'runs.pause': z.object({ ids }),
  'runs.resume': z.object({ ids }),
  'runs.cancel': z.object({ ids }),
  /** Puts a waiting run before another one, or last. */
  'runs.moveInQueue': z.object({ id: z.string(), before: z.string().nullable() }),
  /** Changes what people added to runs; what is left out stays. */
  'runs.mark': z.object({
    ids,
    marks: z.object({
      /** Instead of those that are there; `addTags` and `removeTags` change some of several runs. */
      tags: tags.optional(),
      addTags: tags.optional(),
      removeTags: tags.optional(),
      note: z.string().max(100_000).optional(),
      isStarred: z.boolean().optional(),
      colour: z
        .string()
        .regex(/^#[0-9a-f]{6}$/)
        .nullable()
        .optional(),
      folder: name.optional(),
      isArchived: z.boolean().optional(),
    }),
  }),
  /** Out of sight, to be restored or deleted. */
  'runs.trash': z.object({ ids }),
  'runs.restore': z.object({ ids }),
  /** What deleting these runs would free, about. */
  'runs.size': z.object({ ids }),
  /** For good, with their checkpoints, whether they are in the trash or not. */
  'runs.delete': z.object({ ids }),
  /** Curves of several runs, at most `maxPoints` buckets each. */
  'runs.series': z.object({
    ids,
    metrics: z.array(z.string().max(100)).min(1).max(100),
    maxPoints: z.int().min(2).max(10_000),
  }),
  /** Histograms, curves and matrices of several runs, by run, kind and step. */
  'runs.details': z.object({
    ids,
    kinds: z.array(z.enum(detailKinds)).max(100).optional(),
    lastOnly: z.boolean().optional(),
  }),
  /** The checkpoints of a run that can be evaluated, newest first. */
  'runs.checkpoints': z.object({ id: z.string() }),
  /** Measures a checkpoint again, with the evaluation of the run or parts of another one. Answers at once. */
  'runs.evaluate': z.object({
    id: z.string(),
    step: z.union([z.int().min(0), z.enum(['best', 'last'])]),
    protocol: config.optional(),
  }),
  /** What was measured of checkpoints of these runs, and what still waits, oldest first. */
  'runs.evaluations': z.object({ ids }),
  /** Takes the ids of evaluations. Those that are over stay as they are. */
  'runs.cancelEvaluations': z.object({ ids }),
  'runs.log': z.object({ id: z.string() }),
  'runs.export': z.object({ id: z.string(), format: z.enum(['csv', 'json']) }),
  'studies.list': z.object({}),
  'studies.start': z.object({
    name,
    base: config,
    axes: z.array(z.object({ path: z.string(), values: z.array(z.unknown()).min(1).max(1000) })).max(20),
    seeds: z.int().min(1).max(1000),
  }),
  /** The six runs, with consecutive seeds from 1 on; one seed unless told otherwise. */
  'studies.quickStart': z.object({ seeds: z.int().min(1).max(100).optional() }),
} as const satisfies Record<string, z.ZodType>;

export type RequestName = keyof typeof requests;
export type Input<K extends RequestName> = z.infer<(typeof requests)[K]>;

export interface LabStatus {
  readonly version: string;
  /** The data folder. */
  readonly store: string;
  /** What a run started now would train with, such as `CPU` and `TensorFlow 2.21.0`. */
  readonly device: string;
  readonly engine: string;
  /** False where only the slow JavaScript backend is there. */
  readonly native: boolean;
  /** Steps per second and images per second are unknown until a run has trained here. */
  readonly imagesPerSecond: number | null;
}

export interface LogLine {
  readonly atUnixMs: number;
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
}

export interface Outputs {
  'lab.status': LabStatus;
  'datasets.list': readonly DatasetInfo[];
  'datasets.samples': SampleImages;
  'datasets.images': ImageRange;
  'datasets.preview': DatasetPreview;
  'datasets.cancelPreview': null;
  'datasets.import': DatasetImport;
  'datasets.imports': readonly DatasetImport[];
  'datasets.cancelImport': null;
  'datasets.delete': null;
  'augment.preview': ViewPreview;
  'downloads.list': readonly Download[];
  'downloads.start': null;
  'downloads.cancel': null;
  'downloads.deleteFiles': null;
  'downloads.settings': DownloadSettings;
  'downloads.configure': DownloadSettings;
  'runs.list': readonly RunSummary[];
  'runs.get': RunDetail;
  'runs.start': RunSummary;
  'runs.rename': RunSummary;
  'runs.pause': null;
  'runs.resume': null;
  'runs.cancel': null;
  'runs.moveInQueue': null;
  'runs.mark': null;
  'runs.trash': null;
  'runs.restore': null;
  'runs.size': RunSize;
  /** What was freed. */
  'runs.delete': RunSize;
  'runs.series': readonly Series[];
  'runs.details': readonly RunDetailValue[];
  'runs.checkpoints': readonly CheckpointInfo[];
  'runs.evaluate': ToldEvaluation;
  'runs.evaluations': readonly ToldEvaluation[];
  'runs.cancelEvaluations': null;
  'runs.log': readonly LogLine[];
  'runs.export': string;
  'studies.list': readonly Study[];
  'studies.start': Study;
  'studies.quickStart': Study;
}

/** Told by the lab, unasked. */
export interface Pushes {
  /** New or changed runs, whole. */
  'runs.changed': readonly RunSummary[];
  'runs.deleted': readonly string[];
  'series.appended': { readonly runId: string; readonly points: readonly MetricPoint[] };
  'details.appended': { readonly runId: string; readonly details: readonly Detail[] };
  /** New or changed evaluations, whole. */
  'evaluations.changed': readonly ToldEvaluation[];
  'log.appended': { readonly runId: string; readonly line: LogLine };
  'datasets.changed': readonly DatasetInfo[];
  /** One that goes on or has ended. */
  'downloads.changed': Download;
  /** New or changed imports, whole. */
  'imports.changed': readonly DatasetImport[];
  'studies.changed': readonly Study[];
  'lab.statusChanged': LabStatus;
}

export type PushName = keyof Pushes;

/** The lab's side: one handler per request. A handler throws a `Problem` where it cannot do what is asked. */
export type Handlers = {
  readonly [K in RequestName]: (input: Input<K>) => Outputs[K] | Promise<Outputs[K]>;
};

/** The two functions that cross the wire (birpc), whatever carries it. */
export interface LabFunctions {
  request: <K extends RequestName>(name: K, input: Input<K>) => Promise<Result<Outputs[K]>>;
}
export interface ClientFunctions {
  push: <K extends PushName>(name: K, payload: Pushes[K]) => void;
}
