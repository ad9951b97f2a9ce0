import { authorize, type Caller } from '#server/access/authorize.ts'
import { queueMail } from '#server/mail/queue-mail-store.ts'
import { addJob } from '#server/jobs/job-store.ts'
import { nextMorning } from '#server/mail/next-morning.ts'
import { command, type Tx } from '#server/storage/command.ts'
import type { EventKind } from '#shared/events/events.ts'
import { newId } from '#shared/ids.ts'
import { type NotificationKind, recipientsOf } from '#shared/rules/notification.ts'
import { minute } from '#shared/time.ts'
import { noticeOf } from './concerned.ts'
import * as notices from './notice-store.ts'
import * as store from './attention-store.ts'

/** A visit ends when one was away for so long; "new since my last visit" counts between visits. */
export const visitGapMs = 30 * minute
/** Moments of one visit that are not worth a write. */
const visitStepMs = minute

const mostEventsAtOnce = 100

/**
 * One step of the reader that makes notifications: events after its cursor, the rows, the mails and
 * the cursor in one transaction, so that a crash loses and repeats nothing. True: there is more.
 */
const advance = command(
  'attention.advance',
  async (tx, input: { groupId: string; isMailConfigured: boolean }) => {
    const after = await notices.readerSeq(tx.db, input.groupId)
    const { happenings, upTo, hasMore } = await notices.happeningsAfter(
      tx.db,
      input.groupId,
      after,
      mostEventsAtOnce,
    )
    for (const event of happenings) await tell(tx, event, input.isMailConfigured)
    if (upTo > after) await notices.moveReader(tx.db, input.groupId, upTo)
    return { hasMore }
  },
)

async function tell(tx: Tx, event: notices.Happening, isMailConfigured: boolean): Promise<void> {
  const notice = await noticeOf(tx, event)
  if (!notice) return
  const kind = event.kind as EventKind
  const reached = recipientsOf({ kind, actorId: event.actor_id }, notice.concerned)
  const mailable = await notices.mailable(tx.db, [...reached.keys()])
  const byPerson = new Map(mailable.map((person) => [person.id, person]))
  for (const [personId, why] of reached) {
    const person = byPerson.get(personId)
    const isSecurity = why === 'administrator' && (notice.concerned.person ?? []).includes(personId)
    const by = !person ? 'none' : isSecurity ? 'securityNotice' : person.mail_frequency
    const id = await insert(tx, event, notice, { personId, why, isForDigest: by === 'daily' })
    if (id !== null && person?.email)
      await mail(tx, { ...person, email: person.email }, by, id, isMailConfigured)
  }
}

/** At once, with the next morning's digest, or not at all; word of one's own security always. */
async function mail(
  tx: Tx,
  person: { id: string; email: string; time_zone: string },
  by: string,
  notificationId: string,
  isMailConfigured: boolean,
): Promise<void> {
  if (by === 'daily') {
    const runAt = nextMorning(tx.realNow, person.time_zone)
    await addJob(tx.db, { kind: 'digest', key: person.id, payload: { personId: person.id }, runAt })
  } else if (by === 'atOnce' || by === 'securityNotice') {
    await queueMail(tx, {
      kind: by === 'atOnce' ? 'notification' : 'securityNotice',
      personId: person.id,
      invitationId: null,
      address: person.email,
      payload: { notificationIds: [notificationId] },
      isMailConfigured,
    })
  }
}

async function insert(
  tx: Tx,
  event: notices.Happening,
  notice: { topicId: string | null; postNumber: number | null; invitationId: string | null },
  to: { personId: string; why: NotificationKind; isForDigest: boolean },
): Promise<string | null> {
  const id = newId()
  const isNew = await notices.insertNotification(tx.db, {
    id,
    group_id: event.group_id,
    person_id: to.personId,
    seq: event.seq,
    kind: to.why,
    actor_id: event.actor_id,
    actor_for: event.actor_for,
    space_id: event.space_id,
    topic_id: notice.topicId,
    post_number: notice.postNumber,
    draft_id: null,
    invitation_id: notice.invitationId,
    at: event.at,
    read_at: null,
    // Only what waits for a digest is left open: a later change of preference sweeps up nothing old.
    mailed_at: to.isForDigest ? null : tx.realNow,
  })
  if (!isNew) return null
  tx.emit({
    kind: 'notification.arrived',
    payload: { notificationId: id },
    groupId: event.group_id,
    audience: `person:${to.personId}`,
    spaceId: null,
    // Not the topic: who was granted that hears every event about it.
    subject: { kind: 'notification', id },
    actorId: null,
    actorFor: null,
  })
  return id
}

/** Personal state, so no event: nobody else is to see when one was here. */
const visit = command('attention.visit', async (tx, input: { caller: Caller; groupId: string }) => {
  await authorize(tx, input.caller, 'group.enter', { kind: 'group', id: input.groupId })
  const { personId } = input.caller
  const known = await store.findVisit(tx.db, personId, input.groupId)
  const sinceMs = known ? tx.now - known.visited_at : Infinity
  if (sinceMs >= 0 && sinceMs < visitStepMs) return
  const isNewVisit = sinceMs > visitGapMs
  await store.saveVisit(tx.db, {
    person_id: personId,
    group_id: input.groupId,
    visited_at: tx.now,
    previous_at: isNewVisit ? (known?.visited_at ?? null) : (known?.previous_at ?? null),
  })
})

const markRead = command(
  'attention.markRead',
  async (tx, input: { caller: Caller; groupId: string; ids?: string[] | undefined }) => {
    await authorize(tx, input.caller, 'group.enter', { kind: 'group', id: input.groupId })
    await store.markRead(tx.db, input.caller.personId, input.groupId, input.ids ?? null, tx.now)
  },
)

export const attentionCommands = { advance, visit, markRead }
