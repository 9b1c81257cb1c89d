import { LocalStore } from '../shared/local-store.ts';

export const APPEARANCES = ['system', 'light', 'dark'] as const;
export type Appearance = (typeof APPEARANCES)[number];

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

export interface Preferences {
  appearance: Appearance;
  language: Language;
}

/** Of this browser, not of the account: a person may want a dark phone and a light desk. */
export const preferences = new LocalStore<Preferences>('devchat.preferences', (stored) => {
  const { appearance, language } = (stored ?? {}) as Partial<Preferences>;
  return {
    appearance: APPEARANCES.find((known) => known === appearance) ?? 'system',
    language: LANGUAGES.find((known) => known === language) ?? languageOf(navigator.language),
  };
});

function languageOf(tag: string): Language {
  return LANGUAGES.find((known) => tag.startsWith(known)) ?? 'en';
}
