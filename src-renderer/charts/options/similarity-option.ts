/** Densities of the similarity of pairs: two views of one image, images of one class, images of different classes. */

import type { SimilarityHistogram } from '#shared/detail';
import type { ChartOption, ChartSeries } from '../register';
import { helperSign } from '../series-data';
import type { ThemeName } from '../theme';
import { xAxis, yAxis } from './axes';
import { detailFrame, middles, nameStyle, plain } from './detail-frame';
import { densities, partLooks, type SimilarityPart } from './similarity-parts';

export interface SimilarityInput {
  readonly histogram: SimilarityHistogram;
  readonly labels: Readonly<Record<SimilarityPart | 'x' | 'y', string>>;
  readonly theme: ThemeName;
}

interface Curve {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
  readonly dash: 'solid' | number[];
  readonly densities: readonly number[];
}

function peakName(curve: Curve, centres: readonly number[], theme: ThemeName): ChartSeries {
  const peak = curve.densities.indexOf(Math.max(...curve.densities));
  return {
    id: `${curve.id}${helperSign}name`,
    type: 'scatter',
    z: 5,
    silent: true,
    tooltip: { show: false },
    symbolSize: 1,
    data: [[centres[peak] ?? 0, curve.densities[peak] ?? 0]],
    label: { ...nameStyle(theme, curve.colour), position: 'top', formatter: () => curve.name },
    labelLayout: { moveOverlap: 'shiftY' },
  };
}

const line = (curve: Curve, centres: readonly number[]): ChartSeries => ({
  id: curve.id,
  name: curve.name,
  type: 'line',
  step: 'middle',
  dimensions: ['similarity', 'density'],
  data: centres.map((centre, i) => [centre, curve.densities[i] ?? NaN]),
  showSymbol: false,
  lineStyle: { color: curve.colour, width: 2, type: curve.dash },
  itemStyle: { color: curve.colour },
  areaStyle: { color: curve.colour, opacity: 0.1 },
  emphasis: { disabled: true },
});

export function similarityOption({ histogram, labels, theme }: SimilarityInput): ChartOption {
  const centres = middles(histogram.edges);
  const curves = partLooks(theme)
    .map(({ key, ...look }) => ({
      ...look,
      id: `similarity:${key}`,
      name: labels[key],
      densities: densities(histogram[key], histogram.edges),
    }))
    .filter((curve) => curve.densities.length > 0);
  return {
    ...detailFrame(theme, 24, (i) => {
      const centre = centres[i];
      if (centre === undefined) return null;
      return {
        heading: `${labels.x} ${plain(centre)}`,
        rows: curves.map(({ colour, name, densities: values }) => ({
          colour,
          name,
          value: (values[i] ?? 0).toFixed(3),
        })),
      };
    }),
    xAxis: { ...xAxis({ theme, name: labels.x, format: plain }), min: -1, max: 1 },
    yAxis: { ...yAxis({ theme, name: labels.y }), min: 0 },
    series: [
      ...curves.map((curve) => line(curve, centres)),
      ...curves.map((curve) => peakName(curve, centres, theme)),
    ],
  };
}
