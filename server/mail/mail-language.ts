import type { MailWords } from './mail-words.ts'
import { en } from './mail-words-en.ts'
import { fr } from './mail-words-fr.ts'

/** Arabic letters are written in English until the catalogue has them. */
export function mailWords(language: string): { words: MailWords; language: 'en' | 'fr' } {
  return language === 'fr' ? { words: fr, language: 'fr' } : { words: en, language: 'en' }
}
