import { type Letter, type Part, type RenderedMail, renderLetter } from './letter.ts'
import { mailWords } from './mail-language.ts'
import type { MailNotice } from './mail-ports.ts'
import type { MailWords } from './mail-words.ts'

/** A notification with the address that it leads to. */
export type LinkedNotice = MailNotice & { url: string }

interface Footed {
  /** The page on which one chooses how often, and the address that ends all such mail. */
  accountUrl: string
  stopUrl: string
}

/** What a letter says, by kind. */
export interface MailData {
  /** `until`: when the link ends, in words of the reader's own zone. */
  signIn: { name: string; url: string; until: string }
  confirm: MailData['signIn']
  reset: MailData['signIn']
  /** Written by invitations, in its inviter's language. */
  invitation: { subject: string; body: string }
  notification: Footed & { name: string; notice: LinkedNotice }
  /** `more`: how many further ones the bell holds. */
  digest: Footed & { name: string; notices: LinkedNotice[]; more: number }
  securityNotice: { name: string; notice: LinkedNotice; accountUrl: string }
}

type Writer<K extends keyof MailData> = (data: MailData[K], words: MailWords) => Letter

function linkLetter(purpose: 'signIn' | 'confirm' | 'reset'): Writer<typeof purpose> {
  return (data, words) => {
    const { subject, body, label, ignore } = words.link[purpose]
    return {
      subject,
      parts: [
        { kind: 'paragraph', text: words.greeting(data.name) },
        { kind: 'paragraph', text: body },
        { kind: 'link', label, url: data.url },
        { kind: 'note', text: words.worksUntil(data.until) },
        { kind: 'note', text: ignore },
      ],
    }
  }
}

function sentence(notice: MailNotice, words: MailWords): string {
  const { actor } = notice
  const who = actor ? (actor.agency ? `${actor.name} (${actor.agency.plate})` : actor.name) : ''
  return words.notice[notice.kind]({
    who,
    title: notice.title,
    space: notice.spaceName ?? '',
    event: notice.event,
  })
}

function noticeParts(notice: LinkedNotice, words: MailWords): Part[] {
  return [
    { kind: 'paragraph', text: sentence(notice, words) },
    ...(notice.excerpt ? [{ kind: 'words', text: notice.excerpt } as const] : []),
    { kind: 'link', label: words.open, url: notice.url },
  ]
}

function footer({ accountUrl, stopUrl }: Footed, words: MailWords): Part[] {
  return [
    { kind: 'note', text: words.footer.why },
    { kind: 'link', label: words.footer.change, url: accountUrl },
    { kind: 'link', label: words.footer.end, url: stopUrl },
  ]
}

/** Mail programs thread by references and by subject: the topic's title, the same for all its posts. */
function subjectOf(notice: MailNotice, words: MailWords): string {
  if (notice.topicId === null) return `[${notice.group}] ${sentence(notice, words)}`
  return `${notice.beginsThread ? '' : 'Re: '}[${notice.group}] ${notice.title}`
}

const writers: { [K in keyof MailData]: Writer<K> } = {
  signIn: linkLetter('signIn'),
  confirm: linkLetter('confirm'),
  reset: linkLetter('reset'),
  invitation: (data) => ({
    subject: data.subject,
    parts: data.body
      .trim()
      .split(/\n{2,}/)
      .map(invitationPart),
  }),
  notification: (data, words) => ({
    subject: subjectOf(data.notice, words),
    parts: [...noticeParts(data.notice, words), ...footer(data, words)],
  }),
  digest: (data, words) => ({
    subject: words.digest.subject(data.notices.length + data.more),
    parts: [
      { kind: 'paragraph', text: words.greeting(data.name) },
      { kind: 'paragraph', text: words.digest.intro(data.notices.length + data.more) },
      ...bySpace(data.notices).flatMap(([space, notices]): Part[] => [
        { kind: 'heading', text: space },
        ...notices.flatMap((notice) => noticeParts(notice, words)),
      ]),
      ...(data.more > 0
        ? [{ kind: 'paragraph', text: words.digest.more(data.more) } as const]
        : []),
      ...footer(data, words),
    ],
  }),
  securityNotice: (data, words) => ({
    subject: `[${data.notice.group}] ${words.security.subject}`,
    parts: [
      { kind: 'paragraph', text: words.greeting(data.name) },
      { kind: 'paragraph', text: sentence(data.notice, words) },
      { kind: 'paragraph', text: words.security.doubt },
      { kind: 'link', label: words.security.label, url: data.accountUrl },
    ],
  }),
}

/** A paragraph that ends in a line with an address becomes a link with the words before it. */
function invitationPart(paragraph: string): Part {
  const [, label, url] = /^([^\n]+?)\s*:\n(https?:\/\/\S+)$/.exec(paragraph) ?? []
  return label && url ? { kind: 'link', label, url } : { kind: 'paragraph', text: paragraph }
}

function bySpace(notices: LinkedNotice[]): [string, LinkedNotice[]][] {
  const spaces = new Map<string, LinkedNotice[]>()
  for (const notice of notices) {
    const name = notice.spaceName ?? notice.group
    spaces.set(name, [...(spaces.get(name) ?? []), notice])
  }
  return [...spaces]
}

/** A letter in its reader's language, as subject, text and HTML. */
export function renderMail<K extends keyof MailData>(
  kind: K,
  data: MailData[K],
  language: string,
): RenderedMail {
  const chosen = mailWords(language)
  return renderLetter(writers[kind](data, chosen.words), chosen.language)
}
