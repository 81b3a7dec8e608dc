import { distance } from 'fastest-levenshtein';
import { checkConfig, checkValue, parseValue } from '#shared/config/check';
import {
  configPaths,
  defaultConfig,
  isConfigPath,
  isRelevant,
  type ConfigPath,
  type RunConfig,
} from '#shared/config/fields';
import { contextOf } from '#shared/config/hard-negatives';
import type { DatasetInfo } from '#shared/dataset';
import { Problem } from '#shared/result';

const lastSegment = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/** People leave the group out, or put the field into the wrong one: a near last segment counts almost as much. */
function remoteness(written: string, path: ConfigPath): number {
  const whole = distance(written, path.toLowerCase());
  const segment = distance(lastSegment(written), lastSegment(path).toLowerCase());
  return Math.min(whole, segment + 0.5);
}

export function nearestPath(written: string): ConfigPath {
  // No path is longer; the distance to a very long text costs time and means nothing.
  const lower = written.slice(0, 100).toLowerCase();
  return configPaths.reduce((best, path) =>
    remoteness(lower, path) < remoteness(lower, best) ? path : best,
  );
}

/** @throws Problem `config.unknown-path` with the nearest right one */
export function toConfigPath(written: string): ConfigPath {
  if (isConfigPath(written)) return written;
  throw new Problem('config.unknown-path', { path: written, nearest: nearestPath(written) });
}

/** What the command line says as `path=value`, later ones over earlier ones. */
export function parseAssignments(texts: readonly string[]): Partial<RunConfig> {
  const entries = texts.map((text) => {
    const equals = text.indexOf('=');
    if (equals < 1) throw new Problem('config.bad-assignment', { text });
    const path = toConfigPath(text.slice(0, equals).trim());
    return [path, parseValue(path, text.slice(equals + 1))];
  });
  return Object.fromEntries(entries) as Partial<RunConfig>;
}

/**
 * A whole configuration from what arrived: unknown paths are refused, what is missing gets the quick-start default.
 * A wrong value in a field without effect is no reason to refuse a run; the default stands in for it.
 * @throws Problem for the first wrong field
 */
export function completeConfig(record: Readonly<Record<string, unknown>>): RunConfig {
  const given = Object.entries(record).map(([path, value]) => [toConfigPath(path), value]);
  const complete = { ...defaultConfig, ...(Object.fromEntries(given) as Partial<RunConfig>) };
  const checked = configPaths.map((path) => {
    const problem = checkValue(path, complete[path]);
    if (problem && isRelevant(path, complete)) throw problem;
    return [path, problem ? defaultConfig[path] : complete[path]];
  });
  return Object.fromEntries(checked) as unknown as RunConfig;
}

/** @throws Problem where the configuration does not fit the dataset */
export function assertRunnable(config: RunConfig, dataset: DatasetInfo): void {
  const [first] = checkConfig(config, contextOf(dataset));
  if (first) throw first.problem;
}
