/** Figures of the training and of the linear classifier at its end. */

import { classAccuracyOption } from '../../charts/options/class-accuracy-option';
import { confusionOption } from '../../charts/options/confusion-option';
import { costParts, stepCostOption, type CostPart } from '../../charts/options/step-cost-option';
import { detailAt, detailsOf } from '../../state/detail-append';
import { epochName, whyNone, type DetailFigure, type FigureContext } from './figure-context';

function cost(context: FigureContext): DetailFigure {
  const all = detailsOf(context.details, 'stepCost');
  const parts = Object.fromEntries(costParts.map((part) => [part, context.t(`run.costPart.${part}`)]));
  const measuring = all.at(-1)?.value.measure;
  return {
    id: 'step-cost',
    title: context.t('run.cost'),
    subtitle: measuring === undefined ? '' : context.t('run.costSubtitle', { seconds: measuring.toFixed(1) }),
    message: whyNone(context, 'stepCost'),
    option:
      all.length === 0
        ? null
        : stepCostOption({
            costs: all.map(({ value }) => value),
            names: all.map(({ step }) => epochName(context, step)),
            labels: {
              x: context.t('run.epoch'),
              y: context.t('run.costAxis'),
              parts: parts as Readonly<Record<CostPart, string>>,
            },
            theme: context.theme,
          }),
  };
}

function confusion(context: FigureContext): DetailFigure {
  const found = detailAt(context.details, 'confusion', null);
  return {
    id: 'confusion',
    title: context.t('run.confusion'),
    subtitle: context.t('run.confusionSubtitle'),
    message: whyNone(context, 'confusion'),
    option: found
      ? confusionOption({
          confusion: found.value,
          classes: context.classes,
          labels: { predicted: context.t('run.predicted') },
          theme: context.theme,
          locale: context.locale,
        })
      : null,
  };
}

function classAccuracy(context: FigureContext): DetailFigure {
  const found = detailAt(context.details, 'confusion', null);
  return {
    id: 'class-accuracy',
    title: context.t('runPage.details.classAccuracy'),
    subtitle: context.t('runPage.details.classAccuracySubtitle'),
    message: whyNone(context, 'confusion'),
    option: found
      ? classAccuracyOption({
          confusion: found.value,
          classes: context.classes,
          colour: context.colour,
          labels: { y: context.t('runPage.details.accuracyAxis'), mean: context.t('runPage.details.mean') },
          theme: context.theme,
        })
      : null,
  };
}

export const trainingFigures = (context: FigureContext): readonly DetailFigure[] =>
  [cost, confusion, classAccuracy].map((figure) => figure(context));
