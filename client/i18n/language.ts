import { languages } from '#shared/contracts/contract.ts'
import { i18n } from './i18n.ts'

export type Language = (typeof languages)[number]

/** Each language in its own script: who is lost in a foreign one must find the way back. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  fr: 'Français',
  ar: 'العربية',
}

/** What Intl formats dates and numbers with. British English: day before month, 24 hours. */
const locales: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR', ar: 'ar' }

const catalogues: Record<Exclude<Language, 'en'>, () => Promise<Record<string, object>>> = {
  fr: async () => (await import('./fr/fr.ts')).fr,
  ar: async () => (await import('./ar/ar.ts')).ar,
}

// Also read by public/first-paint.js.
const storageKey = 'plenary.language'

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr'
}

export function localeOf(language: string): string {
  return isLanguage(language) ? locales[language] : language
}

export function isLanguage(code: string): code is Language {
  return (languages as readonly string[]).includes(code)
}

export function currentLanguage(): Language {
  return isLanguage(i18n.language) ? i18n.language : 'en'
}

/** The language of the page as first-paint.js left it: the last one used here, else the browser's. */
export function initialLanguage(): Language {
  const { lang } = document.documentElement
  return isLanguage(lang) ? lang : 'en'
}

/** Fetches the catalogue, then turns words and direction at once. Kept for the next visit. */
export async function setLanguage(language: Language): Promise<void> {
  if (language !== 'en' && !i18n.hasResourceBundle(language, 'common')) {
    const catalogue = await catalogues[language]()
    for (const [namespace, words] of Object.entries(catalogue)) {
      i18n.addResourceBundle(language, namespace, words)
    }
  }
  await i18n.changeLanguage(language)
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
  try {
    localStorage.setItem(storageKey, language)
  } catch {
    // Storage may be forbidden; the account keeps the language for who is signed in.
  }
}
