import type { PeopleDirectory } from '#server/access/people-directory.ts'
import type { Db } from '#server/storage/command.ts'
import { languages } from '#shared/contracts/contract.ts'
import type { Actor } from '#shared/contracts/people.ts'
import { type Language, type LetterFacts, letterWords } from './invitation-words.ts'
import * as store from './invitations-store.ts'

export interface Letter {
  subject: string
  body: string
}

function signature(inviter: Actor | null): string {
  if (!inviter) return ''
  return inviter.agency ? `${inviter.name} (${inviter.agency.acronym})` : inviter.name
}

function compose(
  facts: LetterFacts,
  parts: { name: string; message: string; language: Language; link: string },
): Letter {
  const words = letterWords[parts.language]
  const paragraphs = [
    words.greeting(parts.name),
    words.invites(facts),
    parts.message && `${words.says(facts)}\n${parts.message}`,
    `${words.open}\n${parts.link}`,
    words.rules(facts),
  ]
  return {
    // One line: a name with a line break must not become a header.
    subject: words.subject(facts).replace(/\s+/g, ' '),
    body: `${paragraphs.filter(Boolean).join('\n\n')}\n`,
  }
}

function asLanguage(language: string | undefined): Language {
  return languages.find((known) => known === language) ?? 'en'
}

/**
 * The letter of an invitation in its inviter's language, with `link` standing in it as given: for
 * "Open in my mail", for the letter that the server sends, and (masked) for the outbox.
 */
export async function invitationLetter(
  db: Db,
  people: PeopleDirectory,
  invitationId: string,
  link: string,
): Promise<Letter> {
  const row = await store.findInvitation(db, invitationId)
  const around = await store.findSurroundings(db, row.space_id)
  const maker = row.created_by ? await store.findPerson(db, row.created_by) : undefined
  const language = asLanguage(maker?.language)
  const expires = new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeZone: around.timeZone,
  })
  const facts: LetterFacts = {
    group: around.groupName,
    space: around.spaceName,
    inviter: signature(await people.actor(db, row.created_by, row.created_for)),
    agency: (await people.agency(db, row.agency_id))?.name ?? '',
    isForAgency: row.is_for_agency === 1,
    expires: expires.format(row.expires_at ?? row.created_at),
  }
  return compose(facts, { name: row.name ?? '', message: row.message, language, link })
}
