/** The page of one run, as far as it goes beyond its head and its curves. */
export const runPageEn = {
  details: {
    ridges: 'Similarity of pairs over the epochs',
    ridgesSubtitle: 'density, each kind of pair on its own scale; click a ridge to see its epoch',
    epochOnAxis: 'epoch',
    epochSlider: 'Epoch of the figures',
    ofEpoch: 'epoch {epoch}',
    latest: 'Latest',
    classAccuracy: 'Accuracy of each class',
    classAccuracySubtitle: 'linear classifier, on the test images; the worst first',
    accuracyAxis: 'accuracy (%)',
    mean: 'mean',
    penaltyFacts: 'entropy {entropy} of its greatest value, {effective} of the negatives in effect',
    spectrumFacts: 'effective rank {rank} of {dimensions}, spread {spread}',
    collapse: {
      point:
        'Collapsed to almost one point: the mean similarity of test images is {similarity}. Try a smaller learning rate, or a loss that pushes negatives more.',
      line: 'Collapsed to almost one line: the effective rank is {rank} of {dimensions}. Try a smaller learning rate, or a loss that pushes negatives more.',
    },
  },
  evaluations: { protocol: 'Protocol', state: 'State', own: 'At the end of the run' },
  curves: {
    overEpochs: '{metric} over epochs',
    unitLabel: 'Unit of the x axis',
    unit: { step: 'steps', epoch: 'epochs' },
    log: 'Log',
    fit: 'Without outliers',
    fitHelp: 'The axis spans the 5 to 95 % quantiles of the values',
    weight: 'Weight of the smoothing',
    smoothing: { twema: 'Time-weighted', ema: 'As TensorBoard', gaussian: 'Gaussian', off: 'Off' },
    resumed: 'resumed',
  },
};
