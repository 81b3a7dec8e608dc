/** 整理运行所用的文字。 */

import type { runMarksEn } from './run-marks-en';

export const runMarksZh: typeof runMarksEn = {
  undo: '撤销',
  places: '运行的位置',
  place: { all: '全部运行', starred: '星标', archive: '归档', trash: '回收站' },
  star: '加星标',
  unstar: '取消星标',
  archive: '归档',
  unarchive: '取消归档',
  restore: '恢复',
  addTag: '添加标签',
  putInFolder: '放入文件夹',
  noTrash: '回收站是空的。删除的运行会留在这里，直到彻底删除。',
  noArchive: '没有归档的运行。归档后，运行仍保留在所属研究和对比中。',
  noStarred: '没有加星标的运行。',
  archived: '已归档 {n} 个运行。 | 已归档 {n} 个运行。',
  unarchived: '已恢复 {n} 个运行。 | 已恢复 {n} 个运行。',
  tagged: '已为 {n} 个运行添加标签。 | 已为 {n} 个运行添加标签。',
  filed: '已将 {n} 个运行放入文件夹。 | 已将 {n} 个运行放入文件夹。',
  deleteForGood: '彻底删除',
  confirmForGood:
    '彻底删除 {n} 个运行及其曲线和检查点？约可释放 {size}。 | 彻底删除 {n} 个运行及其曲线和检查点？约可释放 {size}。',
  freed: '已删除，释放了 {size}。',
  trashed: '已将 {n} 个运行移到回收站。 | 已将 {n} 个运行移到回收站。',
  moveInQueue: '调整 {name} 的顺序：拖动，或按上下方向键',
};
