/** The positive and the ten nearest negatives (Wang & Liu, arXiv:2012.09740, Figure 8), and whose class they are of. */

import type { NearestNegatives } from '#shared/detail';
import { categoricalColour } from '../colour';
import { formatMetric, type Locale } from '../format';
import type { ChartOption } from '../register';
import { chartTheme, type ThemeName } from '../theme';
import { yAxis } from './axes';
import { detailFrame, nameAxis, plain } from './detail-frame';
import { endName, roomForNames } from './line-ends';

export interface NearestInput {
  readonly nearest: NearestNegatives;
  /** Of the negatives' bars. */
  readonly colour: string;
  readonly labels: {
    readonly y: string;
    /** Short name of the positive, under its bar. */
    readonly positive: string;
    readonly similarity: string;
    readonly share: string;
  };
  readonly theme: ThemeName;
  readonly locale: Locale;
}

/** Past the half of the last bar. */
const beside = (name: ReturnType<typeof endName>) => ({
  ...name,
  endLabel: { ...name.endLabel, distance: 28 },
});

export function nearestOption({ nearest, colour, labels, theme, locale }: NearestInput): ChartOption {
  const similarities = [nearest.positive, ...nearest.nearest];
  const names = similarities.map((_, i) => (i === 0 ? labels.positive : `n${i}`));
  const shareColour = categoricalColour(1, theme);
  const positiveColour = categoricalColour(2, theme);
  return {
    ...detailFrame(theme, roomForNames([labels.share]) + 16, (i) => {
      const similarity = similarities[i];
      const share = nearest.sameClass[i - 1];
      if (similarity === undefined) return null;
      return {
        heading: names[i] ?? '',
        rows: [
          {
            colour: i === 0 ? positiveColour : colour,
            name: labels.similarity,
            value: formatMetric('tolerance', similarity, locale),
          },
          ...(share === undefined
            ? []
            : [
                {
                  colour: shareColour,
                  name: labels.share,
                  value: formatMetric('falseNegatives', share, locale),
                },
              ]),
        ],
      };
    }),
    xAxis: nameAxis(theme, names),
    // Bars stand on 0; the axis leaves it out only where it cannot be.
    yAxis: { ...yAxis({ theme, name: labels.y, format: plain }), scale: false },
    series: [
      {
        id: 'nearest:similarity',
        name: labels.similarity,
        type: 'bar',
        dimensions: ['place', 'similarity'],
        barCategoryGap: '30%',
        data: similarities.map((similarity, i) => ({
          value: [i, similarity],
          itemStyle: { color: i === 0 ? positiveColour : colour },
        })),
        emphasis: { disabled: true },
      },
      {
        id: 'nearest:share',
        name: labels.share,
        type: 'line',
        dimensions: ['place', 'share'],
        data: nearest.sameClass.map((share, i) => [i + 1, share]),
        symbol: 'diamond',
        symbolSize: 8,
        lineStyle: { color: shareColour, width: 2, type: [6, 4] },
        itemStyle: { color: shareColour, borderColor: chartTheme(theme).background, borderWidth: 1 },
        emphasis: { disabled: true },
        ...beside(endName(labels.share, shareColour, theme, roomForNames([labels.share]))),
      },
    ],
  };
}
