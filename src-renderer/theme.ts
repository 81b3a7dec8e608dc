/** The look, once: every colour is a CSS variable for the styles and an override for the component library. */

import type { GlobalThemeOverrides } from 'naive-ui';
import { chartTheme, fontFamily, type ThemeName } from './charts/theme';

export interface Palette {
  /** Behind everything. */
  readonly page: string;
  /** Cards and tables. */
  readonly surface: string;
  /** What lies on a surface: rows under the pointer, inset panels. */
  readonly raised: string;
  readonly rail: string;
  readonly border: string;
  readonly text: string;
  readonly muted: string;
  /** The one colour of what can be clicked. */
  readonly accent: string;
  readonly accentHover: string;
  readonly accentPressed: string;
  readonly accentSoft: string;
  readonly onAccent: string;
  readonly good: string;
  readonly warn: string;
  readonly bad: string;
  readonly warnSoft: string;
  readonly badSoft: string;
}

const light: Palette = {
  page: '#f3f5f8',
  surface: '#ffffff',
  raised: '#f1f4f8',
  rail: '#e9edf2',
  border: '#d9dfe7',
  text: chartTheme('light').text,
  muted: chartTheme('light').textMuted,
  accent: '#2563c9',
  accentHover: '#3a76d8',
  accentPressed: '#1c4fa6',
  accentSoft: '#e4edfb',
  onAccent: '#ffffff',
  good: '#1c7d4d',
  warn: '#9a6200',
  bad: '#c0332e',
  warnSoft: '#fdf3dd',
  badSoft: '#fcebea',
};

const dark: Palette = {
  page: '#12171d',
  surface: '#181e26',
  raised: '#202731',
  rail: '#0d1116',
  border: '#2b343f',
  text: chartTheme('dark').text,
  muted: chartTheme('dark').textMuted,
  accent: '#6ea6ff',
  accentHover: '#8bb8ff',
  accentPressed: '#558fe8',
  accentSoft: '#1d2e49',
  onAccent: '#0b1420',
  good: '#4cc38a',
  warn: '#e3a93c',
  bad: '#f07a73',
  warnSoft: '#33290f',
  badSoft: '#3a1d1c',
};

export const palette = (theme: ThemeName): Palette => (theme === 'dark' ? dark : light);

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Sets `--page`, `--accent-soft` and the rest on the document. */
export function applyPalette(theme: ThemeName): void {
  const root = document.documentElement;
  root.dataset['theme'] = theme;
  root.style.colorScheme = theme;
  for (const [name, value] of Object.entries(palette(theme)))
    root.style.setProperty(`--${kebab(name)}`, value);
  root.style.setProperty('--chart', chartTheme(theme).background);
  root.style.setProperty('--font', fontFamily);
}

const monospace = 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace';

/** Fields are cut into their surface in both themes. */
function fieldColours(p: Palette, theme: ThemeName) {
  const color = theme === 'dark' ? p.page : p.surface;
  return {
    color,
    colorFocus: color,
    colorActive: color,
    colorFocusError: color,
    border: `1px solid ${p.border}`,
    borderHover: `1px solid ${p.accent}`,
    borderFocus: `1px solid ${p.accent}`,
    borderActive: `1px solid ${p.accent}`,
    placeholderColor: p.muted,
  };
}

export function themeOverrides(theme: ThemeName): GlobalThemeOverrides {
  const p = palette(theme);
  return {
    common: {
      fontFamily,
      fontFamilyMono: monospace,
      fontSize: '14px',
      fontSizeMini: '12px',
      fontSizeTiny: '12px',
      fontSizeSmall: '13px',
      borderRadius: '6px',
      borderRadiusSmall: '4px',
      heightSmall: '28px',
      heightMedium: '32px',
      primaryColor: p.accent,
      primaryColorHover: p.accentHover,
      primaryColorPressed: p.accentPressed,
      primaryColorSuppl: p.accent,
      successColor: p.good,
      warningColor: p.warn,
      errorColor: p.bad,
      errorColorHover: p.bad,
      bodyColor: p.page,
      cardColor: p.surface,
      modalColor: p.surface,
      popoverColor: theme === 'dark' ? p.raised : p.surface,
      tableColor: p.surface,
      tableColorHover: p.raised,
      tableHeaderColor: p.surface,
      borderColor: p.border,
      dividerColor: p.border,
      textColorBase: p.text,
      textColor1: p.text,
      textColor2: p.text,
      textColor3: p.muted,
    },
    Button: {
      textColorPrimary: p.onAccent,
      textColorHoverPrimary: p.onAccent,
      textColorFocusPrimary: p.onAccent,
      textColorPressedPrimary: p.onAccent,
    },
    DataTable: {
      thColor: p.surface,
      tdColor: p.surface,
      tdColorHover: p.raised,
      thTextColor: p.muted,
      thFontWeight: '500',
      fontSizeSmall: '13px',
      thPaddingSmall: '7px 8px',
      tdPaddingSmall: '5px 8px',
      borderColor: p.border,
      thColorHover: p.raised,
      tdColorSorting: 'transparent',
      thColorSorting: p.surface,
    },
    Input: fieldColours(p, theme),
    InternalSelection: fieldColours(p, theme),
    Tabs: { tabFontSizeMedium: '14px' },
    Drawer: { color: p.surface },
    Tooltip: { color: theme === 'dark' ? '#2b3542' : '#26303b', textColor: '#f3f6f9' },
  };
}
