import type { z } from 'zod'
import type { language } from '#shared/contracts/contract.ts'

export type Language = z.output<typeof language>

/** What a letter of invitation speaks of; empty strings where there is nothing to say. */
export interface LetterFacts {
  group: string
  space: string
  /** Who invites, with their agency. */
  inviter: string
  agency: string
  isForAgency: boolean
  expires: string
}

/** The sentences of the letter, each alone, so that what is missing leaves no gap. */
export interface LetterWords {
  subject(facts: LetterFacts): string
  greeting(name: string): string
  invites(facts: LetterFacts): string
  /** Before the inviter's own message. */
  says(facts: LetterFacts): string
  open: string
  rules(facts: LetterFacts): string
}

const en: LetterWords = {
  subject: ({ group, space, agency, isForAgency }) =>
    isForAgency && agency
      ? `${group}: ${agency} is invited to “${space}”`
      : `${group}: invitation to “${space}”`,
  greeting: (name) => (name ? `Dear ${name},` : 'Dear colleague,'),
  invites: ({ group, space, inviter, agency, isForAgency }) => {
    const whom = isForAgency && agency ? agency : agency ? `you, for ${agency},` : 'you'
    return inviter
      ? `${inviter} invites ${whom} to the space “${space}” of the ${group}.`
      : `The ${group} invites ${whom} to its space “${space}”.`
  },
  says: ({ inviter }) => (inviter ? `${inviter} writes:` : 'With this message:'),
  open: 'Open this link to read the space and to answer. You need no password:',
  rules: ({ expires, isForAgency, agency }) =>
    [
      `The link works once, until ${expires}. Opening it uses nothing up.`,
      isForAgency && agency ? `Whoever joins by it lets in ${agency} with all its seats.` : '',
    ]
      .filter(Boolean)
      .join(' '),
}

const fr: LetterWords = {
  subject: ({ group, space, agency, isForAgency }) =>
    isForAgency && agency
      ? `${group} : ${agency} est invitée dans « ${space} »`
      : `${group} : invitation dans « ${space} »`,
  greeting: (name) => (name ? `Bonjour ${name},` : 'Bonjour,'),
  invites: ({ group, space, inviter, agency, isForAgency }) => {
    const whom =
      isForAgency && agency ? `l’organisation ${agency}` : agency ? `à titre de ${agency}` : ''
    const by = inviter || group
    return whom && isForAgency
      ? `${by} invite ${whom} dans l’espace « ${space} » (${group}).`
      : `${by} vous invite${whom ? `, ${whom},` : ''} dans l’espace « ${space} » (${group}).`
  },
  says: ({ inviter }) => (inviter ? `${inviter} vous écrit :` : 'Avec ce message :'),
  open: 'Ouvrez ce lien pour lire l’espace et pour répondre. Aucun mot de passe n’est nécessaire :',
  rules: ({ expires, isForAgency, agency }) =>
    [
      `Le lien sert une seule fois, jusqu’au ${expires}. L’ouvrir ne le consomme pas.`,
      isForAgency && agency
        ? `La personne qui le suit fait entrer ${agency} avec tous ses sièges.`
        : '',
    ]
      .filter(Boolean)
      .join(' '),
}

const ar: LetterWords = {
  subject: ({ group, space }) => `${group}: دعوة إلى «${space}»`,
  greeting: (name) => (name ? `تحية طيبة، ${name}،` : 'تحية طيبة،'),
  invites: ({ group, space, inviter, agency, isForAgency }) => {
    const whom = isForAgency && agency ? agency : agency ? `حضرتكم عن ${agency}` : 'حضرتكم'
    return `تدعو ${inviter || group} ${whom} إلى فضاء «${space}» (${group}).`
  },
  says: ({ inviter }) => (inviter ? `رسالة ${inviter}:` : 'مع هذه الرسالة:'),
  open: 'افتحوا هذا الرابط للاطلاع على الفضاء والرد. لا حاجة إلى كلمة مرور:',
  rules: ({ expires }) => `يُستعمل الرابط مرة واحدة حتى ${expires}. فتحه لا يستهلكه.`,
}

export const letterWords: Record<Language, LetterWords> = { en, fr, ar }
