/** Names at the ends of lines instead of a legend. */

import { chartTheme, fontFamily, fontSize, type ThemeName } from '../theme';

/** With more lines their names would cover each other. */
export const mostNamedLines = 6;

/** Room to the right of the plot, in pixels. */
export const namesWidth = 148;
/** For names that also tell how many runs there are. */
export const countedNamesWidth = 176;

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
