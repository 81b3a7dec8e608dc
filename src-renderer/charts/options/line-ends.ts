/** Names at the ends of lines instead of a legend. */

import { chartTheme, fontFamily, fontSize, type ThemeName } from '../theme';

/** With more lines their names would cover each other. */
export const mostNamedLines = 6;

/** Room to the right of the plot, in pixels. */
export const namesWidth = 148;
/** For names that also tell how many runs there are. */
const mostWidth = 176;
/** The mark at the end of the line, and a gap on either side of the name. */
const besides = 34;
/** Chinese characters are square, Latin ones about half as wide. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character.charCodeAt(0) > 0x2e80 ? 13 : 7.2), 0);

/** Room for these names to the right of the plot: as much as the longest takes, within bounds. */
export const roomForNames = (names: readonly string[]): number =>
  names.length === 0 ? 24 : Math.min(mostWidth, Math.ceil(Math.max(...names.map(widthOf)) + besides));

export function endName(text: string, colour: string, theme: ThemeName, room = namesWidth) {
  return {
    endLabel: {
      show: true,
      formatter: () => text,
      color: colour,
      fontFamily,
      fontSize,
      fontWeight: 500 as const,
      distance: 10,
      width: room - 20,
      overflow: 'truncate' as const,
      // Keeps a name readable where it crosses a line.
      textBorderColor: chartTheme(theme).background,
      textBorderWidth: 2,
    },
    labelLayout: { moveOverlap: 'shiftY' as const },
  };
}
