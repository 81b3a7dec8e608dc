import type { LabStatus } from '#shared/contract';
import { findEngine, type InstalledEngine } from '../engine/find-engine';
import { chooseCard, describeCard, listGraphicsCards } from '../engine/graphics-cards';
import type { Store } from '../store/open-store';
import { version } from '../../package.json';

export type EngineLookup = () => InstalledEngine | null;

/** What a run started now would train with, as far as that can be told without loading the engine. */
export function statusReader(store: Store, lookUp: EngineLookup = findEngine): () => Promise<LabStatus> {
  let card: Promise<string | null> | undefined;
  return async () => {
    const engine = lookUp();
    const gpu = engine?.flavour === 'cuda' ? await (card ??= cardName()) : null;
    return {
      version,
      store: store.folder,
      device: gpu ?? 'CPU',
      engine: engine ? `TensorFlow ${engine.tensorflowVersion}` : 'JavaScript',
      native: engine !== null,
      imagesPerSecond: store.runs.latestFinished('imagesPerSecond') ?? null,
    };
  };
}

async function cardName(): Promise<string | null> {
  const card = chooseCard(await listGraphicsCards(), process.env['CUDA_VISIBLE_DEVICES']);
  return card && describeCard(card);
}
