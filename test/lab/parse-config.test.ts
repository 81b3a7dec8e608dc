import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../src-shared/config/fields';
import { completeConfig, nearestPath, parseAssignments } from '../../src-main/lab/parse-config';

describe('the nearest path', () => {
  it.each([
    ['loss.temprature', 'loss.temperature'],
    ['temperature', 'loss.temperature'],
    ['training.temperature', 'loss.temperature'],
    ['Loss.Temperature', 'loss.temperature'],
    ['optimiser.learningRate', 'optimizer.learningRate'],
    ['epoch', 'training.epochs'],
    ['seed', 'training.seed'],
    ['batch_size', 'training.batchSize'],
  ])('of %s', (written, nearest) => {
    expect(nearestPath(written)).toBe(nearest);
  });
});

describe('assignments', () => {
  it('become values of the fields, later ones over earlier ones', () => {
    const texts = [
      'loss.temperature=0.1',
      'optimizer.stepEpochs=3,5',
      'optimizer.decayAll=true',
      'loss.temperature=1e-1',
    ];
    expect(parseAssignments(texts)).toEqual({
      'loss.temperature': 0.1,
      'optimizer.stepEpochs': [3, 5],
      'optimizer.decayAll': true,
    });
  });

  it.each([
    ['loss.temperature', 'config.bad-assignment'],
    ['=3', 'config.bad-assignment'],
    ['loss.temperature=', 'config.not-a-number'],
    ['loss.temperature=-1', 'config.not-positive'],
    ['training.epochs=2.5', 'config.not-an-integer'],
    ['temperature=1', 'config.unknown-path'],
  ])('%s is refused', (text, code) => {
    expect(() => parseAssignments([text])).toThrow(expect.objectContaining({ code }));
  });
});

describe('completing a configuration', () => {
  it('takes the quick-start defaults for what is missing', () => {
    expect(completeConfig({ 'training.epochs': 2 })).toEqual({ ...defaultConfig, 'training.epochs': 2 });
  });

  it('does not refuse a wrong value that has no effect, and does not keep it', () => {
    const config = completeConfig({ 'loss.kind': 'simple', 'loss.temperature': Number.NaN });
    expect(config).toEqual({ ...defaultConfig, 'loss.kind': 'simple' });
  });

  it('knows no path but its own', () => {
    expect(() => completeConfig({ constructor: 1 })).toThrow(
      expect.objectContaining({ code: 'config.unknown-path' }),
    );
    expect(() => completeConfig(JSON.parse('{"__proto__": 1}') as Record<string, unknown>)).toThrow(
      expect.objectContaining({ code: 'config.unknown-path' }),
    );
  });
});
