import { describe, expect, it } from 'vitest';
import { readArguments } from '../../src-main/desktop/arguments';

describe('readArguments', () => {
  it('starts on the usual data folder and shows something at the first start', () => {
    expect(readArguments(['.'])).toEqual({ store: null, quickStart: true });
  });

  it('reads the data folder in both spellings, among the options of Electron', () => {
    expect(readArguments(['--no-sandbox', '.', '--store=/data/a'])).toEqual({
      store: '/data/a',
      quickStart: true,
    });
    expect(readArguments(['--remote-debugging-port=0', '--store', '/data/b', '--no-quick-start'])).toEqual({
      store: '/data/b',
      quickStart: false,
    });
  });

  it('takes an empty or missing folder for none', () => {
    expect(readArguments(['--store=']).store).toBeNull();
    expect(readArguments(['--store']).store).toBeNull();
  });
});
