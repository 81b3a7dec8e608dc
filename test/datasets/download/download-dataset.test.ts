import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { request as forward } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DownloadProgress } from '../../../src-shared/download';
import { addressesOf, knownDatasets, type KnownDataset } from '../../../src-main/datasets/download/catalogue';
import { describeFiles, downloadDataset } from '../../../src-main/datasets/download/download-dataset';
import { temporaryFolder } from '../temporary-folder';
import { content, etag, knownDataset, knownFile, serve, serveRanges } from './loopback';

const patience = { idleMs: 400, attempts: 3, pauseMs: 1 };
const noSettings = { mirror: '', proxy: '' };

interface Tried {
  readonly folder: string;
  readonly dataset: KnownDataset;
  readonly signal?: AbortSignal;
  readonly settings?: typeof noSettings;
  readonly told?: DownloadProgress[];
}

const download = ({ folder, dataset, signal, settings = noSettings, told = [] }: Tried) =>
  downloadDataset({
    dataset,
    folder,
    settings,
    withOptional: false,
    signal: signal ?? new AbortController().signal,
    onProgress: (progress) => void told.push(progress),
    patience,
  });

const target = (folder: string): string => join(folder, knownFile.name);
const partial = (folder: string): string => `${target(folder)}.download`;
const isWhole = (folder: string): boolean =>
  existsSync(target(folder)) && readFileSync(target(folder)).equals(content);

describe('the files of a dataset', () => {
  it('come whole and checked, with progress, and are not fetched twice', async () => {
    const folder = temporaryFolder();
    const server = await serve((request, response) => serveRanges(request, response));
    const told: DownloadProgress[] = [];
    const dataset = knownDataset(server.address);
    expect(await download({ folder, dataset, told })).toEqual([target(folder)]);
    expect(isWhole(folder)).toBe(true);
    expect(readdirSync(folder)).toEqual([knownFile.name]);
    expect(told.at(-1)).toMatchObject({ phase: 'downloading', doneBytes: content.length });
    await download({ folder, dataset });
    expect(server.asked).toHaveLength(1);
  });

  it('go on where the connection broke, over and over', async () => {
    const folder = temporaryFolder();
    const server = await serve((request, response) => serveRanges(request, response, 100_000));
    await download({ folder, dataset: knownDataset(server.address) });
    expect(isWhole(folder)).toBe(true);
    expect(server.asked.length).toBeGreaterThan(2);
    expect(server.asked[1]?.headers).toMatchObject({ range: 'bytes=100000-', 'if-range': etag });
  });

  it('go on another day, from what was left', async () => {
    const folder = temporaryFolder();
    let isOpen = false;
    const server = await serve((request, response, turn) => {
      if (isOpen) serveRanges(request, response);
      else if (turn === 1) serveRanges(request, response, 50_000);
      else response.destroy();
    });
    const dataset = knownDataset(server.address);
    await expect(download({ folder, dataset })).rejects.toMatchObject({ code: 'download.broken-off' });
    expect(existsSync(target(folder))).toBe(false);
    expect(await describeFiles(dataset, folder, noSettings)).toMatchObject({
      files: [{ state: 'partial', presentBytes: 50_000 }],
    });
    isOpen = true;
    await download({ folder, dataset });
    expect(server.asked.at(-1)?.headers.range).toBe('bytes=50000-');
    expect(isWhole(folder)).toBe(true);
  });

  it('begin anew where the content on the server is another by now', async () => {
    const folder = temporaryFolder();
    writeFileSync(partial(folder), Buffer.alloc(1000));
    writeFileSync(`${partial(folder)}-mark`, '"older"');
    const server = await serve((request, response) => serveRanges(request, response));
    await download({ folder, dataset: knownDataset(server.address) });
    expect(isWhole(folder)).toBe(true);
  });

  it('begin anew where what was left turns out to be wrong', async () => {
    const folder = temporaryFolder();
    writeFileSync(partial(folder), Buffer.alloc(1000));
    const server = await serve((request, response) => serveRanges(request, response));
    await download({ folder, dataset: knownDataset(server.address) });
    expect(server.asked.map(({ headers }) => headers.range)).toEqual(['bytes=1000-', undefined]);
    expect(isWhole(folder)).toBe(true);
  });

  it('come from a server that knows no ranges', async () => {
    const folder = temporaryFolder();
    writeFileSync(partial(folder), content.subarray(0, 5000));
    const server = await serve((_request, response) => response.end(content));
    await download({ folder, dataset: knownDataset(server.address) });
    expect(isWhole(folder)).toBe(true);
  });

  it('follow redirects, and end where they lead in a circle', async () => {
    const folder = temporaryFolder();
    const server = await serve((request, response) => {
      if (request.url?.startsWith('/moved/')) serveRanges(request, response);
      else response.writeHead(302, { Location: request.url === '/images.bin' ? '/moved/x' : '/round' }).end();
    });
    const circle = knownDataset(`${server.address}round?`);
    await expect(download({ folder, dataset: circle })).rejects.toMatchObject({
      code: 'download.redirects',
    });
    await download({ folder, dataset: knownDataset(server.address) });
    expect(isWhole(folder)).toBe(true);
  });

  it('come from the next address where the first has them no more', async () => {
    const folder = temporaryFolder();
    const gone = await serve((_request, response) => response.writeHead(404).end());
    const server = await serve((request, response) => serveRanges(request, response));
    await download({ folder, dataset: knownDataset(gone.address, server.address) });
    expect(isWhole(folder)).toBe(true);
  });

  it('come through a proxy', async () => {
    const folder = temporaryFolder();
    const server = await serve((request, response) => serveRanges(request, response));
    const proxy = await serve((request, response) => {
      const onward = forward(request.url ?? '', { headers: request.headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      onward.end();
    });
    const settings = { mirror: '', proxy: proxy.address };
    await download({ folder, dataset: knownDataset(server.address), settings });
    expect(proxy.asked.map(({ url }) => url)).toEqual([`${server.address}images.bin`]);
    expect(isWhole(folder)).toBe(true);
  });
});

describe('nothing gets the name of a file', () => {
  it('that has the right length but other bytes', async () => {
    const folder = temporaryFolder();
    const server = await serve((_request, response) => response.end(Buffer.alloc(content.length)));
    const dataset = knownDataset(server.address);
    await expect(download({ folder, dataset })).rejects.toMatchObject({ code: 'download.checksum' });
    expect(await describeFiles(dataset, folder, noSettings)).toMatchObject({ files: [{ state: 'absent' }] });
  });

  it('that announces another length', async () => {
    const folder = temporaryFolder();
    const server = await serve((_request, response) => response.end('<html>Please sign in</html>'));
    await expect(download({ folder, dataset: knownDataset(server.address) })).rejects.toMatchObject({
      code: 'download.wrong-size',
      details: { expected: content.length, found: 27 },
    });
    expect(existsSync(target(folder))).toBe(false);
  });

  it('that never ends', async () => {
    const folder = temporaryFolder();
    const server = await serve((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(content));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    await expect(download({ folder, dataset: knownDataset(server.address) })).rejects.toMatchObject({
      code: 'download.wrong-size',
    });
    expect(readFileSync(partial(folder))).toHaveLength(0);
  });

  it('that stops coming, or ends without a word', async () => {
    for (const answer of ['hangs', 'ends'] as const) {
      const folder = temporaryFolder();
      const server = await serve((_request, response) => {
        response.writeHead(200, { 'Transfer-Encoding': 'chunked' });
        response.write(content.subarray(0, 10));
        if (answer === 'ends') response.end();
      });
      const failed = await download({ folder, dataset: knownDataset(server.address) }).catch(
        (thrown: unknown) => thrown,
      );
      expect(failed).toMatchObject({ code: 'download.broken-off' });
      expect(existsSync(target(folder))).toBe(false);
    }
  });

  it('that was put there by hand and is another one; it stays', async () => {
    const folder = temporaryFolder();
    writeFileSync(target(folder), 'mine');
    const server = await serve((request, response) => serveRanges(request, response));
    await expect(download({ folder, dataset: knownDataset(server.address) })).rejects.toMatchObject({
      code: 'download.other-file',
    });
    expect(readFileSync(target(folder), 'utf8')).toBe('mine');
    expect(server.asked).toEqual([]);
  });
});

describe('a download tells', () => {
  it('where nobody answers, and what status it met', async () => {
    const folder = temporaryFolder();
    await expect(download({ folder, dataset: knownDataset('http://127.0.0.1:9/') })).rejects.toMatchObject({
      code: 'download.unreachable',
    });
    const server = await serve((_request, response) => response.writeHead(403).end());
    await expect(download({ folder, dataset: knownDataset(server.address) })).rejects.toMatchObject({
      code: 'download.refused',
      details: { status: 403 },
    });
  });

  it('that a disk has no room, before it begins', async () => {
    const folder = temporaryFolder();
    const [file] = knownDataset('').files;
    const huge = {
      ...knownDataset('http://127.0.0.1:9/'),
      files: [{ ...file, ...knownFile, sizeBytes: 2 ** 52 }],
    };
    await expect(download({ folder, dataset: huge })).rejects.toMatchObject({ code: 'download.no-space' });
  });

  it.skipIf(!existsSync('/dev/full'))('that the disk filled up while it wrote', async () => {
    const folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    symlinkSync('/dev/full', partial(folder));
    const server = await serve((request, response) => serveRanges(request, response));
    await expect(download({ folder, dataset: knownDataset(server.address) })).rejects.toMatchObject({
      code: 'disk.full',
    });
  });

  it('nothing where it is cancelled, and keeps what came', async () => {
    const folder = temporaryFolder();
    const abort = new AbortController();
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Length': content.length });
      response.write(content.subarray(0, 70_000), () => setTimeout(() => abort.abort(), 50));
    });
    const dataset = knownDataset(server.address);
    await expect(download({ folder, dataset, signal: abort.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(readFileSync(partial(folder))).toEqual(content.subarray(0, 70_000));
  });
});

describe('the catalogue', () => {
  it('names each dataset once, with whole checksums and addresses', () => {
    expect(new Set(knownDatasets.map(({ id }) => id)).size).toBe(knownDatasets.length);
    for (const dataset of knownDatasets) {
      for (const file of dataset.files) {
        expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
        for (const address of addressesOf(dataset, file.name, '')) {
          expect(new URL(address).pathname.endsWith(`/${file.name}`)).toBe(true);
        }
      }
    }
  });

  it('takes a mirror in both ways of writing it', () => {
    const dataset = knownDataset('http://a/');
    expect(addressesOf(dataset, 'f', 'http://m')).toEqual(['http://m/f']);
    expect(addressesOf(dataset, 'f', 'http://m/{dataset}/')).toEqual(['http://m/small/f']);
    expect(addressesOf(dataset, 'f', 'http://m/?name={file}&of={dataset}')).toEqual([
      'http://m/?name=f&of=small',
    ]);
  });
});
