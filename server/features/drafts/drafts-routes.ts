import type { Routes } from '#server/http/routes.ts'
import type { Services } from '#server/services.ts'
import { drafts } from '#shared/contracts/drafts.ts'
import { PlenaryError } from '#shared/errors.ts'
import { mentionsAllowed, renderPost } from '#server/features/forum/index.ts'
import { discussCommands } from './discuss-service.ts'
import type { DraftTexts } from './draft-texts.ts'
import { draftCommands } from './drafts-service.ts'
import * as store from './drafts-store.ts'
import { showDraft, toDraftRow } from './show-draft.ts'
import { firstText } from './text-seeds.ts'

export function bindDrafts(routes: Routes, services: Services, texts: DraftTexts): void {
  bindPages(routes, services, texts)
  bindChanges(routes, services)
}

function bindPages(routes: Routes, { storage, people }: Services, texts: DraftTexts): void {
  routes.on(drafts.list, (call) =>
    storage.snapshot(async (db) => {
      const rows = await store.draftsOf(db, call.params.spaceId)
      const shown = []
      for (const row of rows) shown.push(await toDraftRow(db, people, row, Number(row.versions)))
      return { ...(await call.readAt(db)), drafts: shown }
    }),
  )

  routes.on(drafts.show, (call) =>
    storage.snapshot(async (db) => {
      const spaceName = await store.spaceNameOf(db, call.subject.spaceId ?? '')
      return {
        ...(await call.readAt(db)),
        ...(await showDraft(db, people, call.viewer, call.subject, spaceName)),
      }
    }),
  )

  routes.on(drafts.text, async (call) => {
    if (!call.subject.draft?.hasText) throw new PlenaryError('not_found')
    return { text: await texts.render(call.params.draftId, call.query.format) }
  })
}

function bindChanges(routes: Routes, { storage, people, clock }: Services): void {
  routes.on(drafts.create, (call) => {
    const { kind, title, language, isBlank } = call.body
    const seed = firstText(kind, language, isBlank)
    const input = { caller: call.caller, spaceId: call.params.spaceId, kind, title, language, seed }
    return storage.exec(draftCommands.createDraft, input, { key: call.key })
  })

  routes.on(drafts.rename, (call) => {
    const input = { caller: call.caller, draftId: call.params.draftId, title: call.body.title }
    return storage.exec(draftCommands.renameDraft, input, { key: call.key })
  })

  routes.on(drafts.nameDrafters, (call) => {
    const input = { caller: call.caller, draftId: call.params.draftId, ...call.body }
    return storage.exec(draftCommands.nameDrafters, input, { key: call.key })
  })

  routes.on(drafts.withdraw, (call) => {
    const input = { caller: call.caller, draftId: call.params.draftId, reason: call.body.reason }
    return storage.exec(draftCommands.withdrawDraft, input, { key: call.key })
  })

  routes.on(drafts.discuss, async (call) => {
    const { markdown, ...about } = call.body
    const mentions = await mentionsAllowed(storage.db, people, markdown, call.subject, clock.now())
    const text = { markdown, ...(await renderPost(markdown, { mentions })) }
    const input = { caller: call.caller, draftId: call.params.draftId, ...about, text }
    return storage.exec(discussCommands.discuss, input, { key: call.key })
  })
}
