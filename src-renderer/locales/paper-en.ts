/** The page of the paper. */
export const paperEn = {
  intro:
    'Wang and Liu, Understanding the Behaviour of Contrastive Loss (CVPR 2021). Hollow grey is the paper; filled is what was trained here.',
  matching:
    'A dataset is taken for the paper’s by its name, its classes and its test images; a run by dataset, loss and τ. Settings that differ are named.',
  measure: 'Measure',
  table: 'Table 1',
  sourceTable: 'Table 1, {dataset}: {value}',
  own: 'own {value}, n = {n}',
  spread: '{mean} ± {deviation}',
  asPaper: 'with the settings of the paper',
  differs: 'Differs in: {fields}',
  queue: 'Queue',
  queueCell: 'Queue {loss} on {dataset}',
  confirm: 'Train this cell with the settings of the paper? It takes about {time} here.',
  confirmUnknown:
    'Train this cell with the settings of the paper? How long it takes here is not known until a run with this encoder and image size has trained.',
  queued: 'Queued {name}.',
  waiting: 'in the queue',
  needsDataset: 'Import {name} to queue the missing cells.',
  toDatasets: 'Datasets',
  figures: 'Figures',
  figure: {
    1: 'Fig 1 · two arrangements with equal loss',
    3: 'Fig 3 · penalty against similarity',
  },
  openLab: 'Open in the loss lab',
  others:
    'Fig 2 needs two checkpoints of CIFAR-10 at τ 0.07 and 0.2 and a projection of their embeddings. Fig 8 is on the page of every run, under Nearest negatives.',
};
