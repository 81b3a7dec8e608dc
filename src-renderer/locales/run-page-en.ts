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
      complete:
        'Collapse: all images have nearly the same embedding (spread {spread} of 1). The loss no longer tells images apart; try a lower learning rate, a smaller τ or more negatives.',
      dimensional:
        'Dimensional collapse: the embedding uses {rank} of {dimensions} dimensions. Try a smaller τ, hard negatives or stronger augmentation.',
    },
  },
  evaluations: { protocol: 'Protocol', state: 'State', own: 'At the end of the run' },
};
