/** The real TensorFlow for the tests of a file: call once at its top. */

import { beforeAll } from 'vitest';
import { findEngine } from '../../src-main/engine/find-engine';
import { loadTensorFlow } from '../../src-main/engine/load-tensorflow';
import { Problem } from '../../src-shared/result';

export function useTensorFlow(): void {
  beforeAll(async () => {
    const engine = findEngine();
    if (!engine) throw new Problem('engine.missing');
    await loadTensorFlow(engine.folder);
  });
}
