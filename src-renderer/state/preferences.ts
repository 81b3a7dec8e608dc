/** Theme and language: kept in this browser or window, switched live. */

import { useLocalStorage, usePreferredDark, usePreferredLanguages } from '@vueuse/core';
import { computed } from 'vue';
import type { Smoothing, SmoothingKind } from '../charts/smoothing';

export type ThemeChoice = 'system' | 'light' | 'dark';
export type LanguageChoice = 'system' | 'en' | 'zh';
export type Language = 'en' | 'zh';

export const themeChoice = useLocalStorage<ThemeChoice>('tau-lab.theme', 'system');
export const languageChoice = useLocalStorage<LanguageChoice>('tau-lab.language', 'system');
/** Studies whose first-start banner was closed. */
export const dismissedBanners = useLocalStorage<string[]>('tau-lab.dismissed-banners', []);

const systemDark = usePreferredDark();
const systemLanguages = usePreferredLanguages();

export const isDark = computed(() =>
  themeChoice.value === 'system' ? systemDark.value : themeChoice.value === 'dark',
);

export const language = computed<Language>(() => {
  if (languageChoice.value !== 'system') return languageChoice.value;
  return systemLanguages.value[0]?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
});

/** How curves are drawn, on every page that has some. */
export const smoothingKind = useLocalStorage<SmoothingKind>('tau-lab.smoothing-kind', 'twema');
export const curveScale = useLocalStorage<'linear' | 'log'>('tau-lab.curve-scale', 'linear');
export const curveFit = useLocalStorage<'all' | 'inner'>('tau-lab.curve-fit', 'all');
/** Over steps or over epochs. */
export const curveUnit = useLocalStorage<'step' | 'epoch'>('tau-lab.curve-unit', 'step');

/** Weight of the smoothing of curves, in [0, 1). */
export const smoothingWeight = useLocalStorage('tau-lab.smoothing', 0.9);

export const smoothing = computed<Smoothing>(() =>
  smoothingKind.value === 'off'
    ? { kind: 'off' }
    : { kind: smoothingKind.value, weight: smoothingWeight.value },
);
