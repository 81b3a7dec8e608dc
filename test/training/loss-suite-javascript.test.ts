import { beforeAll } from 'vitest';
import { loadTensorFlow } from '../../src-main/engine/load-tensorflow';
import { everyLoss } from '../helpers/loss-suite';

beforeAll(() => loadTensorFlow(null));
everyLoss();
