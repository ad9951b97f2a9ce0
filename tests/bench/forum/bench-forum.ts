import path from 'node:path'
import type { Post } from '#shared/contracts/forum.ts'
import { makeApiToken } from '#server/features/identity/index.ts'
import { importTerm } from '#server/features/import/index.ts'
import { openSqliteStorage } from '#server/storage/sqlite/sqlite-storage.ts'
import { addressOf, benchPost, benchTerm, persons } from './bench-term.ts'

const topics = 200
const postsEach = 20

export interface Seeded {
  spaceId: string
  tokens: string[]
}

/** An installation with ten persons, each with a token that may read and post. */
export async function seedPeople(dataDir: string): Promise<Seeded> {
  const storage = await openSqliteStorage(path.join(dataDir, 'plenary.sqlite'))
  try {
    await importTerm(storage, JSON.stringify(benchTerm), Date.now())
    const tokens: string[] = []
    for (let n = 0; n < persons; n++) {
      const made = await makeApiToken(
        { storage },
        { email: addressOf(n), scopes: ['read', 'post'] },
      )
      tokens.push(made.token)
    }
    const space = await storage.db.selectFrom('space').select('id').executeTakeFirstOrThrow()
    return { spaceId: space.id, tokens }
  } finally {
    await storage.close()
  }
}

/** 4,000 posts in 200 topics, written through the API as people would. Returns the topics' ids. */
export async function seedPosts(url: string, { spaceId, tokens }: Seeded): Promise<string[]> {
  const ids: string[] = []
  const perPerson = topics / tokens.length
  await Promise.all(
    tokens.map(async (_, person) => {
      for (let n = 0; n < perPerson; n++) {
        const by = (offset: number) => tokens[(person + offset) % tokens.length] ?? ''
        const seed = person * perPerson + n
        const started = await send<{ id: string }>(`${url}/api/spaces/${spaceId}/topics`, by(0), {
          title: `Topic ${seed}`,
          markdown: benchPost(seed),
        })
        ids.push(started.id)
        for (let post = 1; post < postsEach; post++) {
          await send<{ post: Post }>(`${url}/api/topics/${started.id}/posts`, by(post), {
            markdown: benchPost(seed + post),
            parentNumber: post % 3 === 0 ? post : null,
          })
        }
      }
    }),
  )
  return ids
}

async function send<T>(address: string, token: string, body: object): Promise<T> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}
