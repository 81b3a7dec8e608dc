/** 整理运行所用的文字。 */

import type { runMarksEn } from './run-marks-en';

export const runMarksZh: typeof runMarksEn = {
  undo: '撤销',
  trashed: '已将 {n} 个运行移到回收站。 | 已将 {n} 个运行移到回收站。',
  moveInQueue: '调整 {name} 的顺序：拖动，或按上下方向键',
};
