import type { comparison as english } from './comparison-en';

export const comparison: typeof english = {
  groupBy: '分组依据',
  byConfiguration: '配置（合并种子）',
  byRun: '逐个运行',
  around: '均值上下',
  spread: { sd: '标准差', se: '标准误', ci: '95% 置信区间' },
  fieldAxis: '横轴',
  mean: '均值 ± {spread}，n = {n}',
  over: '合并了 {fields}',
  against: '{metric}与{field}的关系',
  bestShaded: '阴影：与最佳值相差不超过一个标准误',
  paperTable: '论文表 1',
  paperRepository: '论文第一作者的代码库',
};
