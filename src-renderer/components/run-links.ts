/** Where a person goes from runs. */

import type { RouteLocationRaw } from 'vue-router';

export const compareLink = (ids: readonly string[]): RouteLocationRaw => ({
  name: 'compare',
  query: { runs: ids.join(',') },
});

export const runLink = (id: string): RouteLocationRaw => ({ name: 'run', params: { id } });

/** The form, filled with this run's configuration. */
export const againLink = (id: string): RouteLocationRaw => ({ name: 'new', query: { from: id } });
