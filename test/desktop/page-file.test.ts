import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageFile } from '../../src-main/desktop/page-file';

const folder = resolve('/srv/page');
const origin = 'app://tau-lab';

describe('pageFile', () => {
  it.each([
    ['/', 'index.html'],
    ['/index.html', 'index.html'],
    ['/assets/main.js?v=1#top', 'assets/main.js'],
    ['/assets/a%20b.svg', 'assets/a b.svg'],
    ['/..notes/x.js', '..notes/x.js'],
  ])('%s names %s', (path, file) => {
    expect(pageFile(folder, origin + path)).toBe(resolve(folder, file));
  });

  it('folds plain dots into the folder, as every URL parser does', () => {
    expect(pageFile(folder, `${origin}/../../etc/passwd`)).toBe(resolve(folder, 'etc/passwd'));
  });

  it.each([
    '/..%2f..%2fetc/passwd',
    '/%2e%2e%2fsecret',
    '/..%5c..%5csecret',
    '/a%00.js',
    '/%ff',
    '/%2f',
    'not an address',
  ])('%s names no file', (path) => {
    expect(pageFile(folder, path.startsWith('/') ? origin + path : path)).toBeNull();
  });
});
