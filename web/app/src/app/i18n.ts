import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { de } from './locales/de.ts';
import { en } from './locales/en.ts';
import { preferences } from './preferences.ts';

/** Texts in the language of the preferences, also after they change. */
export const i18n = createInstance();

void i18n.use(initReactI18next).init({
  resources: { en: { translation: en }, de: { translation: de } },
  lng: preferences.getSnapshot().language,
  fallbackLng: 'en',
  interpolation: { escapeValue: false }, // React escapes.
});

function follow(): void {
  const { language } = preferences.getSnapshot();
  document.documentElement.lang = language;
  if (i18n.language !== language) void i18n.changeLanguage(language);
}

follow();
preferences.subscribe(follow);
