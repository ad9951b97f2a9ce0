import type { NotificationKind } from '#shared/rules/notification.ts'

/** What a sentence about a notification speaks of; empty where there is nothing to say. */
export interface NoticeFacts {
  /** Who did it, with their agency. */
  who: string
  title: string
  space: string
  event: string
}

/** The sentences of all letters in one language. */
export interface MailWords {
  greeting(name: string): string
  link: Record<
    'signIn' | 'confirm' | 'reset',
    { subject: string; body: string; label: string; ignore: string }
  >
  worksUntil(until: string): string
  notice: Record<NotificationKind, (facts: NoticeFacts) => string>
  open: string
  digest: {
    subject(count: number): string
    intro(count: number): string
    more(count: number): string
  }
  security: { subject: string; doubt: string; label: string }
  /** Why one gets this, and how it ends. */
  footer: { why: string; change: string; end: string }
  stop: {
    title: string
    ask(name: string): string
    button: string
    done: string
    unknown: string
    back: string
  }
  /** What the outbox shows in place of what only the recipient may read. */
  masked: {
    link: string
    words: string
    invitation(invitee: string): string
    invitationSubject: string
  }
}
