/** What the loss lab starts from, kept while other pages are open. */

import { shallowRef } from 'vue';
import type { LossKind } from '../../charts/marks';
import type { CirclePoint } from './circle';

/** Figure 1: a negative of the anchor's class nearby, others further away. */
export const firstPoints: readonly CirclePoint[] = [
  { id: 'x', role: 'anchor', degrees: 90, isSameClass: true },
  { id: '+', role: 'positive', degrees: 62, isSameClass: true },
  { id: 'n1', role: 'negative', degrees: 128, isSameClass: true },
  { id: 'n2', role: 'negative', degrees: 200, isSameClass: false },
  { id: 'n3', role: 'negative', degrees: 320, isSameClass: false },
  { id: 'n4', role: 'negative', degrees: 275, isSameClass: false },
];

export const points = shallowRef(firstPoints);
export const temperature = shallowRef(0.3);
export const kind = shallowRef<LossKind>('contrastive');
/** k of the hard losses and of the truncated penalties. */
export const hardest = shallowRef(2);
