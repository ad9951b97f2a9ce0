import { forum } from '#shared/contracts/forum.ts'
import { call } from '../../api/call.ts'
import type { MentionCandidate } from '../../editor/post/mention-candidate.ts'

/** Whom a post in this space may name; nobody where the server will not say. */
export async function searchMentions(spaceId: string, q: string): Promise<MentionCandidate[]> {
  try {
    const input = { params: { spaceId }, query: { q } }
    const { agencies, people } = await call(forum.mentionable, input)
    return [
      ...agencies.map((agency) => ({
        kind: 'agency' as const,
        id: agency.id,
        label: agency.acronym,
        detail: agency.name,
        agency,
      })),
      ...people.map(({ personId, name, agency }) => ({
        kind: 'person' as const,
        id: personId,
        label: name,
        detail: null,
        agency,
      })),
    ]
  } catch {
    return []
  }
}
