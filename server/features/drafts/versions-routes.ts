import type { Routes } from '#server/http/routes.ts'
import type { Services } from '#server/services.ts'
import { drafts } from '#shared/contracts/drafts.ts'
import { PlenaryError } from '#shared/errors.ts'
import type { Subject } from '#shared/rules/subject.ts'
import { shownAuthor } from './authorship-routes.ts'
import type { DraftTexts } from './draft-texts.ts'
import { editorsByVersion, toVersion } from './show-version.ts'
import { versionCommands } from './versions-service.ts'
import * as store from './versions-store.ts'

export function bindVersions(routes: Routes, services: Services, texts: DraftTexts): void {
  bindReading(routes, services, texts)
  bindKeeping(routes, services, texts)
}

/** An issued document is the group's: who wrote which words of it is not shown any more. */
function isIssued(subject: Subject): boolean {
  return subject.draft?.state === 'issued'
}

function bindReading(routes: Routes, { storage, people }: Services, texts: DraftTexts): void {
  routes.on(drafts.versions, (call) =>
    storage.snapshot(async (db) => {
      const { draftId } = call.params
      const editors = isIssued(call.subject) ? null : await editorsByVersion(db, draftId)
      const versions = []
      for (const row of await store.versionsOf(db, draftId))
        versions.push(await toVersion(db, people, row, editors?.get(row.id) ?? []))
      return { ...(await call.readAt(db)), versions }
    }),
  )

  routes.on(drafts.version, async (call) => {
    const { draftId, versionId } = call.params
    const version = await storage.snapshot(async (db) => {
      const row = await store.listedVersion(db, draftId, versionId)
      if (!row) throw new PlenaryError('not_found')
      const editors = isIssued(call.subject) ? [] : await store.editorsOf(db, draftId, versionId)
      return toVersion(db, people, row, editors)
    })
    const html = version.hasText ? await texts.renderVersion(draftId, versionId, 'html') : ''
    return { version, html }
  })

  routes.on(drafts.versionText, async (call) => {
    const { draftId, versionId } = call.params
    const text = await texts.renderVersion(draftId, versionId, call.query.format)
    const row = await store.listedVersion(storage.db, draftId, versionId)
    return { text, sha256: row?.sha256 ?? '' }
  })

  routes.on(drafts.compare, async (call) => {
    const { authors, blocks } = await texts.compare(
      call.params.draftId,
      call.query,
      isIssued(call.subject),
    )
    const shown = []
    for (const author of authors) shown.push(await shownAuthor(storage.db, people, author))
    return { authors: shown, blocks }
  })
}

function bindKeeping(routes: Routes, { storage }: Services, texts: DraftTexts): void {
  routes.on(drafts.nameVersion, (call) =>
    texts.keepVersion(call.caller, call.params.draftId, call.body, call.key),
  )

  routes.on(drafts.nameKeptVersion, async (call) => {
    const input = { caller: call.caller, ...call.params, ...call.body }
    await storage.exec(versionCommands.nameKept, input, { key: call.key })
    return undefined
  })

  routes.on(drafts.restoreVersion, (call) =>
    texts.restore(call.caller, call.params.draftId, call.params.versionId),
  )
}
