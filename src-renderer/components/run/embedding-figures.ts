/** Figures of the embedding and of the negatives, at one epoch or over all of them. */

import { shapeOf } from '#shared/collapse';
import { formatMetric } from '../../charts/format';
import { lossMark } from '../../charts/marks';
import { measuredPenaltyOption } from '../../charts/options/measured-penalty-option';
import { nearestOption } from '../../charts/options/nearest-option';
import { ridgeOption } from '../../charts/options/ridge-option';
import { similarityOption } from '../../charts/options/similarity-option';
import { spectrumOption } from '../../charts/options/spectrum-option';
import { detailsOf } from '../../state/detail-append';
import { at, atEpoch, epochName, whyNone, type DetailFigure, type FigureContext } from './figure-context';

const partLabels = ({ t }: FigureContext) => ({
  positive: t('run.positivePairs'),
  sameClass: t('run.sameClassPairs'),
  otherClass: t('run.otherClassPairs'),
});

function ridges(context: FigureContext): DetailFigure {
  const all = detailsOf(context.details, 'similarityHistogram');
  return {
    id: 'ridges',
    title: context.t('runPage.details.ridges'),
    subtitle: context.t('runPage.details.ridgesSubtitle'),
    message: whyNone(context, 'similarityHistogram'),
    option:
      all.length === 0
        ? null
        : ridgeOption({
            ridges: all.map(({ step, value }) => ({
              step,
              name: epochName(context, step),
              histogram: value,
            })),
            shownStep: at(context, 'similarityHistogram')?.step ?? null,
            labels: {
              ...partLabels(context),
              x: context.t('chart.similarity'),
              y: context.t('runPage.details.epochOnAxis'),
            },
            theme: context.theme,
          }),
  };
}

function similarity(context: FigureContext): DetailFigure {
  const found = at(context, 'similarityHistogram');
  const labels = { ...partLabels(context), x: context.t('chart.similarity'), y: context.t('run.density') };
  return {
    id: 'similarity',
    title: context.t('run.similarity'),
    subtitle: atEpoch(context, found?.step, context.t('run.similaritySubtitle')),
    message: whyNone(context, 'similarityHistogram'),
    option: found ? similarityOption({ histogram: found.value, labels, theme: context.theme }) : null,
  };
}

function nearest(context: FigureContext): DetailFigure {
  const found = at(context, 'nearestNegatives');
  return {
    id: 'nearest',
    title: context.t('run.nearest'),
    subtitle: atEpoch(context, found?.step, context.t('run.nearestSubtitle')),
    message: whyNone(context, 'nearestNegatives'),
    option: found
      ? nearestOption({
          nearest: found.value,
          colour: context.colour,
          labels: {
            y: context.t('run.similarityOrShare'),
            positive: context.t('run.positiveShort'),
            similarity: context.t('run.nearestSimilarity'),
            share: context.t('run.nearestShare'),
          },
          theme: context.theme,
          locale: context.locale,
        })
      : null,
  };
}

function penalty(context: FigureContext): DetailFigure {
  const found = at(context, 'penaltyCurve');
  const entropy = found && context.metricAt('penaltyEntropy', found.step);
  const effective = found && context.metricAt('effectiveNegatives', found.step);
  const facts =
    entropy === undefined || effective === undefined
      ? context.t('run.penaltySubtitle')
      : context.t('runPage.details.penaltyFacts', {
          entropy: formatMetric('penaltyEntropy', entropy, context.locale),
          effective: formatMetric('effectiveNegatives', effective, context.locale),
        });
  return {
    id: 'measured-penalty',
    title: context.t('run.penalty'),
    subtitle: atEpoch(context, found?.step, facts),
    message: whyNone(context, 'penaltyCurve'),
    option: found
      ? measuredPenaltyOption({
          curve: found.value,
          colour: context.colour,
          dash: lossMark(context.run.config['loss.kind']).dash,
          labels: {
            x: context.t('chart.similarity'),
            y: context.t('run.penaltyAxis'),
            mass: context.t('run.penaltyMass'),
            even: context.t('run.even'),
          },
          theme: context.theme,
        })
      : null,
  };
}

function spectrum(context: FigureContext): DetailFigure {
  const found = at(context, 'spectrum');
  const shape = found && shapeOf(found.value);
  const facts = shape
    ? context.t('runPage.details.spectrumFacts', {
        rank: shape.effectiveRank.toFixed(1),
        dimensions: shape.dimensions,
        spread: shape.spread.toFixed(3),
      })
    : context.t('run.spectrumSubtitle');
  return {
    id: 'spectrum',
    title: context.t('run.spectrum'),
    subtitle: atEpoch(context, found?.step, facts),
    message: whyNone(context, 'spectrum'),
    option: found
      ? spectrumOption({
          spectrum: found.value,
          labels: {
            x: context.t('run.rank'),
            y: context.t('run.spectrumAxis'),
            deviations: context.t('run.deviations'),
            singularValues: context.t('run.singularValues'),
          },
          theme: context.theme,
        })
      : null,
  };
}

export const embeddingFigures = (context: FigureContext): readonly DetailFigure[] =>
  [ridges, similarity, nearest, penalty, spectrum].map((figure) => figure(context));
