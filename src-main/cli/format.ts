/** Values of the store in the words of a terminal. */

import { isMetricName, metricInfo } from '#shared/metric';

const missing = '-';

export function formatMetric(name: string, value: number | null | undefined): string {
  if (value === undefined || value === null) return missing;
  const format = isMetricName(name) ? metricInfo(name).format : 'four-decimals';
  switch (format) {
    case 'percent':
      return `${(100 * value).toFixed(2)} %`;
    case 'three-decimals':
      return value.toFixed(3);
    case 'four-decimals':
      return value.toFixed(4);
    case 'rate':
      return `${Math.round(value)}/s`;
  }
}

export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

export const formatTime = (unixMs: number | null): string =>
  unixMs === null ? missing : new Date(unixMs).toISOString().slice(0, 19).replace('T', ' ');

export const formatBytes = (bytes: number): string =>
  bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

export const orMissing = (text: string | null): string => text ?? missing;
