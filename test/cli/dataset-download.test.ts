import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { content, knownDataset, knownFile, serve, serveRanges } from '../datasets/download/loopback';
import { openCommandLine, resultOf } from './command-line';

function commandLine(address: string) {
  const line = openCommandLine([knownDataset(address)]);
  onTestFinished(() => line.remove());
  return line;
}

describe('dataset download', () => {
  it('fetches the files from a mirror and prints where they are', async () => {
    const server = await serve((request, response) => serveRanges(request, response));
    const line = commandLine('http://127.0.0.1:9/');
    const mirror = `${server.address}{dataset}/{file}`;
    const answer = await line.run('dataset', 'download', 'small', '--mirror', mirror, '--json');
    const file = join(line.store, 'downloads', 'small', knownFile.name);
    expect(resultOf(answer)).toEqual({ id: 'small', files: [file] });
    expect(readFileSync(file)).toEqual(content);
    expect(server.asked.map(({ url }) => url)).toEqual([`/small/${knownFile.name}`]);
  });

  it('tells in one sentence what went wrong', async () => {
    const server = await serve((_request, response) => response.writeHead(404).end());
    const line = commandLine(server.address);
    const refused = await line.run('dataset', 'download', 'small');
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toContain(`answered with status 404; choose a mirror`);
    const unknown = await line.run('dataset', 'download', 'cifar');
    expect(unknown.stderr).toBe('tau-lab: There is no download "cifar"; there are small.\n');
  });

  it('stops at Ctrl-C', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Length': content.length });
      response.write(content.subarray(0, 1000), () => line.interrupt());
    });
    const line = commandLine(server.address);
    const stopped = await line.run('dataset', 'download', 'small');
    expect(stopped.exitCode).toBe(130);
    expect(stopped.stderr).toContain('goes on from here');
  });
});
