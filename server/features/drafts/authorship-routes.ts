import type { PeopleDirectory } from '#server/access/people-directory.ts'
import type { Routes } from '#server/http/routes.ts'
import type { Services } from '#server/services.ts'
import type { Db } from '#server/storage/command.ts'
import type { CreditedAuthor } from '#shared/contracts/draft-authorship.ts'
import { drafts } from '#shared/contracts/drafts.ts'
import { type Author, AuthorNumbers } from '#shared/editor/author-table.ts'
import { PlenaryError } from '#shared/errors.ts'
import type { DraftAuthorship } from './authorship.ts'
import { carriedDraft } from './carried-draft.ts'
import type { DraftTexts } from './draft-texts.ts'
import * as store from './drafts-store.ts'

export function bindAuthorship(
  routes: Routes,
  { storage, people, clock }: Services,
  authorship: DraftAuthorship,
  texts: DraftTexts,
): void {
  bindExport(routes, { storage, people, clock }, texts)
  routes.on(drafts.authorship, async (call) => {
    const { draft } = call.subject
    if (!draft?.hasText) throw new PlenaryError('not_found')
    // An issued document is the group's: who wrote which words of it is not shown any more.
    if (draft.state === 'issued') return { authors: [], clients: [], deletions: [] }
    const credits = await authorship.read(call.params.draftId)
    const numbers = new AuthorNumbers()
    for (const author of credits.authors.authors) numbers.of(author)
    const deletions = credits.flatDeletions(numbers)
    const authors = []
    for (const author of numbers.authors)
      authors.push(await shownAuthor(storage.db, people, author))
    return { authors, clients: credits.authors.flat(), deletions }
  })
}

function bindExport(
  routes: Routes,
  { storage, people, clock }: Pick<Services, 'storage' | 'people' | 'clock'>,
  texts: DraftTexts,
): void {
  routes.on(drafts.export, async (call) => {
    const { draft } = call.subject
    if (!draft?.hasText) throw new PlenaryError('not_found')
    const isIssued = draft.state === 'issued'
    const text = await texts.exportText(call.params.draftId, isIssued)
    const authors = []
    for (const author of text.authors) authors.push(await shownAuthor(storage.db, people, author))
    const row = await store.findDraft(storage.db, call.params.draftId)
    const group = await store.groupOf(storage.db, row.group_id)
    return carriedDraft({ row, group, text, authors, isIssued, now: clock.now() })
  })
}

export async function shownAuthor(
  db: Db,
  people: PeopleDirectory,
  { personId, agencyId }: Author,
): Promise<CreditedAuthor> {
  const actor = await people.actor(db, personId, agencyId)
  const agency = await people.agency(db, agencyId)
  return { personId: actor?.personId ?? null, name: actor?.name ?? null, agency }
}
