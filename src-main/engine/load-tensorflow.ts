/**
 * Loads TensorFlow into this process and makes it the backend of `@tensorflow/tfjs`. Only the trainer and tests may
 * call it: it is synchronous, cannot be unloaded, and takes the memory of the graphics card.
 */

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Problem } from '#shared/result';
import { addonFile } from './engine-manifest';
import { chooseCard, describeCard, listGraphicsCards, type GraphicsCard } from './graphics-cards';

/** CommonJS on purpose: every part of tfjs, and whoever imports it, must share the one instance that Node caches. */
const require = createRequire(import.meta.url);

export interface LoadedEngine {
  /** False for the JavaScript backend. */
  readonly native: boolean;
  /** Where it computes, such as `CPU` or `GPU 0: NVIDIA GeForce RTX 4090`. */
  readonly device: string;
  readonly engine: string;
}

interface Binding {
  readonly TF_Version: string;
  readonly isUsingGpuDevice: () => boolean;
}

type Tfjs = typeof import('@tensorflow/tfjs');
type Backend = import('@tensorflow/tfjs').KernelBackend;

/** tfjs-node 4.22 imports two functions that Node 23 removed from `util`. */
function restoreUtil(): void {
  const util = require('node:util') as Record<string, unknown>;
  util['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined;
  util['isArray'] ??= (value: unknown) => Array.isArray(value);
}

/** TensorFlow reads these once, while it loads. */
function prepareEnvironment(card: GraphicsCard | null): void {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  // Otherwise the first run takes all memory of the card, and a second run beside it fails.
  process.env['TF_FORCE_GPU_ALLOW_GROWTH'] = 'true';
  if (!card) return;
  process.env['CUDA_DEVICE_ORDER'] = 'PCI_BUS_ID';
  process.env['CUDA_VISIBLE_DEVICES'] = card.uuid;
}

function quietTfjs(): Tfjs {
  const tf = require('@tensorflow/tfjs') as Tfjs;
  // Production mode also silences the advice to install a package that is already there.
  tf.enableProdMode();
  return tf;
}

function loadBinding(folder: string): Binding {
  try {
    return require(join(folder, addonFile)) as Binding;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Problem('engine.load', { reason }, { cause });
  }
}

const packageName = '@tensorflow/tfjs-node-gpu';
const backendName = 'tensorflow';
const backendPriority = 3;

/** What the package's own entry does, without its search for a binary of its own. */
function registerBackend(tf: Tfjs, binding: Binding): void {
  require(`${packageName}/dist/register_all_kernels`);
  const { NodeJSKernelBackend } = require(`${packageName}/dist/nodejs_kernel_backend`) as {
    NodeJSKernelBackend: new (binding: Binding, packageName: string) => Backend;
  };
  tf.registerBackend(backendName, () => new NodeJSKernelBackend(binding, packageName), backendPriority);
}

async function loadNative(folder: string): Promise<LoadedEngine> {
  const card = chooseCard(await listGraphicsCards(), process.env['CUDA_VISIBLE_DEVICES']);
  prepareEnvironment(card);
  restoreUtil();
  const tf = quietTfjs();
  const binding = loadBinding(folder);
  registerBackend(tf, binding);
  if (!(await tf.setBackend(backendName)))
    throw new Problem('engine.load', { reason: 'its backend did not start' });
  const gpu = card ? describeCard(card) : 'GPU';
  return {
    native: true,
    device: binding.isUsingGpuDevice() ? gpu : 'CPU',
    engine: `TensorFlow ${binding.TF_Version}`,
  };
}

async function loadJavaScript(): Promise<LoadedEngine> {
  await quietTfjs().setBackend('cpu');
  return { native: false, device: 'CPU', engine: 'JavaScript' };
}

/** Afterwards `@tensorflow/tfjs` computes with the engine in `folder`, or with plain JavaScript when that is null. */
export const loadTensorFlow = (folder: string | null): Promise<LoadedEngine> =>
  folder === null ? loadJavaScript() : loadNative(folder);
