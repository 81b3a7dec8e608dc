/** The table that `npm run bench -- speed` writes: one section a measure, each replaced by itself when it is measured again. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { median, ratio } from '../python-reference';

const file = resolve(import.meta.dirname, '..', 'results.md');

export const milliseconds = (seconds: number): string => (seconds * 1000).toPrecision(3);

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Milliseconds a step of each contestant, and how many times longer than the first it took. */
export function raceTable(measured: ReadonlyMap<string, readonly number[]>, perStep: number): string {
  const [first] = measured.values();
  return table(
    ['', 'ms a step, median', 'images/s', 'times as long as Tau Lab'],
    Array.from(measured, ([name, seconds]) => [
      name,
      milliseconds(median(seconds)),
      (perStep / median(seconds)).toFixed(0),
      ratio(first ?? [], seconds).toFixed(2),
    ]),
  );
}

export const machine = (): string =>
  `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.versions.node}`;

const heading = (title: string): string => `## ${title}\n`;

/** Puts a section in its place; the others stay as they were measured. */
export function writeSection(title: string, body: string): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const sections = before.split(/^(?=## )/m).filter((part) => part.startsWith('## '));
  const section = `${heading(title)}\n${body.trim()}\n\n`;
  const others = sections.filter((part) => !part.startsWith(heading(title)));
  const place = sections.findIndex((part) => part.startsWith(heading(title)));
  others.splice(place < 0 ? others.length : place, 0, section);
  const intro =
    '# Speed and memory\n\nMeasured by `npm run bench -- speed`, side by side in one run: contestants take turns, and a ratio is the median over the turns. No GPU was at hand, so nothing here says anything about one.\n\n';
  writeFileSync(file, `${intro}${others.join('')}`.trimEnd() + '\n');
}
