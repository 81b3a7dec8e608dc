/** The interface's languages. Messages are compiled to data, never to code: the page may not evaluate strings. */

import { watchEffect } from 'vue';
import { createI18n } from 'vue-i18n';
import { en, type Messages } from './locales/en';
import { zh } from './locales/zh';
import { language } from './state/preferences';

declare module 'vue-i18n' {
  export interface DefineLocaleMessage extends Messages {}
}

export const i18n = createI18n<[Messages], 'en' | 'zh', false>({
  legacy: false,
  locale: language.value,
  fallbackLocale: 'en',
  messages: { en, zh },
});

export function followLanguage(): void {
  watchEffect(() => {
    i18n.global.locale.value = language.value;
    document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
  });
}
