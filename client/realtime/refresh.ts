import type { QueryClient } from '@tanstack/react-query'
import type { LiveEvent } from '#shared/contracts/attention.ts'

/**
 * Which answers an event makes stale, by the kind's first word. `forum.topics` is not among them:
 * a list of topics never moves by itself; its page offers what is new (`useLiveEvent`).
 */
const staleAfter: Record<string, string[]> = {
  topic: ['forum.topic', 'spaces.list', 'attention.home', 'drafts.show'],
  post: ['forum.topic', 'spaces.list', 'attention.home'],
  draft: ['drafts.list', 'drafts.show', 'drafts.versions', 'drafts.orphans', 'attention.home'],
  space: ['spaces.list', 'spaces.show', 'spaces.people', 'attention.home', 'forum.topics'],
  access: ['spaces.list', 'spaces.show', 'spaces.people', 'invitations.candidates'],
  category: ['spaces.show'],
  invitation: ['invitations.list', 'invitations.candidates', 'attention.home'],
  proposal: ['invitations.list', 'attention.home'],
  seat: ['groups.members', 'spaces.people', 'identity.session'],
  agency: ['groups.members'],
  person: ['groups.members', 'spaces.people', 'identity.session'],
  administrator: ['identity.session'],
  notification: ['attention.notifications', 'attention.home'],
}

/** Reads again what is on the screen and stale; the rest when it is next looked at. */
export function refreshAfter(queryClient: QueryClient, event: LiveEvent): void {
  const word = event.kind.split('.')[0] ?? ''
  for (const name of staleAfter[word] ?? []) {
    void queryClient.invalidateQueries({ queryKey: [name] })
  }
}
