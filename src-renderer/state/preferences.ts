/** Theme and language: kept in this browser or window, switched live. */

import { useLocalStorage, usePreferredDark, usePreferredLanguages } from '@vueuse/core';
import { computed } from 'vue';

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

/** Weight of the smoothing of curves, in [0, 1). */
export const smoothingWeight = useLocalStorage('tau-lab.smoothing', 0.9);
