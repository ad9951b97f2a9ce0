import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en/en.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: typeof en
    returnNull: false
  }
}

/** The one translator. Languages other than English are fetched by `setLanguage`. */
export const i18n = i18next.createInstance()

void i18n.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  defaultNS: 'common',
  ns: Object.keys(en),
  resources: { en },
  partialBundledLanguages: true,
  initAsync: false,
  // React escapes what it prints.
  interpolation: { escapeValue: false },
})
