import { useMemo } from 'react'
import { files } from '#shared/contracts/files.ts'
import { forum } from '#shared/contracts/forum.ts'
import { call } from '../../api/call.ts'
import { upload } from '../../api/upload.ts'
import type { MentionCandidate } from '../../editor/post/mention-candidate.ts'
import type { Upload } from '../../editor/post/use-attachments.ts'

/** What a composer in this space asks the server for: whom one may name, and taking files in. */
export function useComposerPorts(spaceId: string, mayUpload: boolean) {
  return useMemo(() => {
    const take: Upload = (file, options) =>
      upload(files.upload, { params: { spaceId } }, file, options)
    return {
      searchMentions: (query: string) => searchMentions(spaceId, query),
      ...(mayUpload && { upload: take }),
    }
  }, [spaceId, mayUpload])
}

async function searchMentions(spaceId: string, q: string): Promise<MentionCandidate[]> {
  try {
    const input = { params: { spaceId }, query: { q } }
    const { people, agencies } = await call(forum.mentionable, input)
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
    // A guest may post here and yet not learn who else is here: then nobody can be named.
    return []
  }
}
