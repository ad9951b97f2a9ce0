import { loadSubject } from '#server/access/subject-store.ts'
import { loadViewer } from '#server/access/viewer-store.ts'
import type { Tx } from '#server/storage/command.ts'
import type { EventKind } from '#shared/events/events.ts'
import { type Concerned, concernedBy } from '#shared/rules/notification.ts'
import { can } from '#shared/rules/rights.ts'
import * as store from './notice-store.ts'

/** What an event is about, as its notifications point to it, and whom it concerns. */
export interface Notice {
  topicId: string | null
  postNumber: number | null
  invitationId: string | null
  concerned: Partial<Concerned>
}

const nothing = { topicId: null, postNumber: null, invitationId: null }

/**
 * Reads whom an event concerns, with the rights of this instant; null where what it told of is gone
 * (a post withdrawn since). Payloads hold ids only, so everything is read here (H15).
 */
export async function noticeOf(tx: Tx, event: store.Happening): Promise<Notice | null> {
  const payload = JSON.parse(event.payload) as Record<string, unknown>
  const kind = event.kind as EventKind
  if (kind === 'post.written' || kind === 'topic.started') return ofPost(tx, event, payload)
  const wanted = concernedBy(kind)
  const concerned: Partial<Concerned> = {}
  // Nobody is told of what was not addressed to them, such as the office of a token made by hand.
  if (wanted.includes('office') && event.audiences.some((to) => to.startsWith('office:'))) {
    concerned.office = await store.officeOf(tx.db, event.group_id, tx.now)
  }
  if (wanted.includes('person')) {
    concerned.person = idsIn(payload['personId']).filter((id) =>
      event.audiences.includes(`person:${id}`),
    )
  }
  if (wanted.includes('gaining')) concerned.gaining = await gaining(tx, event, payload)
  const [invitationId = null] = idsIn(payload['invitationId'])
  if (wanted.includes('inviter') && invitationId) {
    concerned.inviter = await store.inviterOf(tx.db, invitationId)
  }
  return { ...nothing, invitationId, concerned }
}

function idsIn(value: unknown): string[] {
  return typeof value === 'string' ? [value] : []
}

async function gaining(
  tx: Tx,
  event: store.Happening,
  payload: Record<string, unknown>,
): Promise<string[]> {
  const agencyIds = idsIn(payload['agencyId'])
  const colleagues = await store.personsOfAgencies(tx.db, event.group_id, agencyIds, tx.now)
  return [...idsIn(payload['personId']), ...colleagues]
}

async function ofPost(
  tx: Tx,
  event: store.Happening,
  payload: Record<string, unknown>,
): Promise<Notice | null> {
  const facts = await store.postFacts(tx.db, String(payload['postId']))
  // A topic's first post is told as the topic.
  if (!facts || (event.kind === 'post.written' && facts.number === 1)) return null
  const ofAgencies = await store.personsOfAgencies(
    tx.db,
    event.group_id,
    facts.mentionedAgencies,
    tx.now,
  )
  const readers = concernedBy(event.kind as EventKind).includes('readers')
    ? await store.readersOf(tx.db, event.group_id, event.space_id ? [event.space_id] : [], tx.now)
    : []
  const mayRead = await readersAmong(tx, facts.topicId, [
    ...facts.mentioned,
    ...ofAgencies,
    ...facts.answered,
    ...facts.quoted,
  ])
  const only = (ids: string[]) => ids.filter((id) => mayRead.has(id))
  return {
    ...nothing,
    topicId: facts.topicId,
    postNumber: facts.number,
    concerned: {
      mentioned: only(facts.mentioned),
      ofMentionedAgencies: only(ofAgencies),
      answered: only(facts.answered),
      quoted: only(facts.quoted),
      readers: readers.map((reader) => reader.personId),
    },
  }
}

async function readersAmong(tx: Tx, topicId: string, personIds: string[]): Promise<Set<string>> {
  const topic = await loadSubject(tx.db, 'topic', topicId)
  const readers = new Set<string>()
  if (!topic) return readers
  for (const personId of new Set(personIds)) {
    const viewer = await loadViewer(tx.db, personId, tx.now)
    if (viewer && can('topic.read', viewer, topic) === null) readers.add(personId)
  }
  return readers
}
