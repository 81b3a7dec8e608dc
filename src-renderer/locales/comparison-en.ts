/** Grouping, baselines and saved views of the comparison. */

export const comparison = {
  groupBy: 'Group by',
  byConfiguration: 'Configuration, over seeds',
  byRun: 'Each run',
  around: 'Around the mean',
  spread: { sd: 'sd', se: 'standard error', ci: '95 % interval' },
  fieldAxis: 'Against',
  mean: 'mean ± {spread}, n = {n}',
  over: 'over {fields}',
  against: '{metric} against {field}',
  bestShaded: 'shaded: within one standard error of the best',
  paperTable: 'Paper, Table 1',
  paperRepository: 'Repository of the paper’s first author',
};
