import type { PeopleDirectory } from '#server/access/people-directory.ts'
import type { Services } from '#server/services.ts'
import type { Db } from '#server/storage/command.ts'
import { mentionKeys, staleRenderings } from './posts-store.ts'
import { type RenderedPost, renderPost, renderVersion } from './rendered-post.ts'
import { renderingCommands } from './rendering-service.ts'

const batchSize = 20

/**
 * Renders a stored text again. Its mentions were allowed when it was written, and are those that
 * were stored then: nobody is named anew.
 */
export async function renderFreshly(
  db: Db,
  people: PeopleDirectory,
  markdown: string,
  postIds: string[],
): Promise<RenderedPost> {
  const mentions = new Map<string, string>()
  for (const key of await mentionKeys(db, postIds)) {
    const name = await nameOf(db, people, key)
    if (name !== null) mentions.set(key, name)
  }
  return renderPost(markdown, { mentions })
}

/** The name under which `person:<id>` or `agency:<id>` is mentioned. */
export async function nameOf(db: Db, people: PeopleDirectory, key: string): Promise<string | null> {
  const [kind, id] = key.split(':') as [string, string]
  if (kind === 'agency') return (await people.agency(db, id))?.acronym ?? null
  return (await people.actor(db, id, null))?.name ?? null
}

/**
 * Brings all posts to the current renderer, some at a time so that others get their turn; until it
 * comes to a post, that is rendered when read. Answers how many there were.
 */
export async function renderStalePosts({ storage, people }: Services): Promise<number> {
  let count = 0
  for (;;) {
    const stale = await staleRenderings(storage.db, renderVersion, batchSize)
    if (stale.length === 0) return count
    const renderings = []
    for (const row of stale) {
      const { html, excerpt } = await renderFreshly(storage.db, people, row.markdown, [row.id])
      renderings.push({ id: row.id, revision: row.revision_count, html, excerpt, renderVersion })
    }
    await storage.exec(renderingCommands.storeRenderings, renderings)
    count += stale.length
  }
}
