import { z } from 'zod'
import { draftKinds } from '#shared/contracts/drafts.ts'
import { seatRoles } from '#shared/rules/roles.ts'

/**
 * The file in which a group's term travels: JSON, one object, sections of records that point at
 * each other by the file's own ids. `docs/import-format.md` explains it; `docs/import-schema.json`
 * is made from this. Keys that are not named here are tolerated and left out; every key that is
 * optional may be missing or null.
 */

const fileId = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .meta({ description: 'An id of the file’s own, unique in its section.' })
const words = z.string().trim().min(1).max(1000)
const text = z.string().max(200_000)
const maybe = <T extends z.ZodType>(schema: T) => schema.nullish()
const list = <T extends z.ZodType>(schema: T) => maybe(z.array(schema))

const day = z.iso
  .date()
  .meta({ description: 'A calendar day in the group’s time zone: 2007-12-04.' })
const looseDay = z
  .string()
  .regex(
    /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
    'not a date such as 2007-12-04, 2007-12 or 2007',
  )
  .meta({ description: 'A day, a month or a year, as precisely as it is known.' })
const instant = z
  .union(
    [z.iso.datetime({ offset: true }), z.iso.date()],
    'not a time with its offset (2007-12-04T15:00:00Z) or a day',
  )
  .meta({
    description:
      'A time with Z or its offset; a day alone stands for its noon in the group’s time zone.',
  })
const zone = z
  .string()
  .refine(isTimeZone, 'not a time zone, such as Europe/Paris')
  .meta({ description: 'An IANA time zone.' })

function isTimeZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).format(0) !== ''
  } catch {
    return false
  }
}

/** Marks of what is not a recorded fact; shown as a badge. */
const marks = {
  illustrative: maybe(z.boolean()).meta({ description: 'Invented filler; badged on screen.' }),
  inferred: maybe(z.boolean()).meta({
    description: 'Must have existed for the facts to be true; badged on screen.',
  }),
}

const agency = z.looseObject({
  id: fileId,
  acronym: words.max(40),
  name: words,
  kind: maybe(z.enum(['entity', 'constituency'])),
  label: maybe(words).meta({
    description: 'How running text names it; its acronym where left out.',
  }),
  altLabels: list(words),
  plate: maybe(words.max(12)).meta({
    description: 'The short text on its nameplate; its acronym where left out.',
  }),
  domains: list(z.string().trim().toLowerCase().max(253)).meta({
    description: 'E-mail domains of its people.',
  }),
  constituents: list(words),
  representedBy: maybe(words),
  ...marks,
})

const membership = z.looseObject({
  id: maybe(fileId),
  agencyId: fileId,
  status: maybe(words.max(40)),
  founding: maybe(z.boolean()),
  effectiveFrom: maybe(looseDay),
  admittedByDecisionId: maybe(fileId),
  ...marks,
})

const person = z.looseObject({
  id: fileId,
  publicName: maybe(words),
  styledName: maybe(words),
  ...marks,
})

const seat = z.looseObject({
  id: fileId,
  agencyId: maybe(fileId).meta({ description: 'Null for an observer or guest without an agency.' }),
  role: z.enum(seatRoles),
  level: maybe(words.max(80)).meta({ description: 'One of the group’s levels.' }),
  displayName: maybe(words).meta({
    description: 'The seat’s title; the person’s name where no person is given.',
  }),
  login: maybe(z.string().trim().max(254).pipe(z.email('not an e-mail address'))).meta({
    description:
      'The address of who sits here; it counts as confirmed. Without one the seat is vacant or cannot sign in.',
  }),
  personId: maybe(fileId),
  isSeatKeeper: maybe(z.boolean()),
  ...marks,
})

const chairmanship = z.looseObject({
  id: maybe(fileId),
  agencyId: maybe(fileId).meta({ description: 'Null while the chair is vacant.' }),
  from: day,
  to: day,
  state: maybe(z.enum(['nominated', 'confirmed', 'incoming', 'inOffice', 'concluded', 'vacant'])),
  interim: maybe(z.boolean()),
  ...marks,
})

const category = z.looseObject({ id: fileId, name: words, ...marks })

const space = z.looseObject({
  id: fileId,
  kind: maybe(words.max(40)).meta({
    description: '"workspace" for the one space of all members; any other word is a project space.',
  }),
  name: words,
  purpose: maybe(z.string().max(4000)),
  createdByAgencyId: maybe(fileId),
  initiativeId: maybe(fileId),
  audience: maybe(
    z.looseObject({
      rule: maybe(z.string()).meta({
        description:
          'A word that begins with "allMembers" opens it to every member; else by invitation.',
      }),
      agencyIds: list(fileId),
    }),
  ),
  categories: list(category),
  defaultView: maybe(z.enum(['time', 'reply'])),
  archived: maybe(z.boolean()),
  ...marks,
})

const grant = z.looseObject({
  id: maybe(fileId),
  seat: fileId,
  spaceId: maybe(fileId),
  documentId: maybe(fileId),
  topicId: maybe(fileId),
  may: list(words.max(40)).meta({
    description: '"read", "post", "takePart"; the strongest counts; "read" where left out.',
  }),
  until: maybe(day).meta({ description: 'The last day, to its end in the group’s time zone.' }),
  sponsorSeat: maybe(fileId),
  ...marks,
})

const invitationState = z.enum(['accepted', 'pending', 'sent', 'declined', 'expired', 'revoked'])
const invitation = z.looseObject({
  id: maybe(fileId),
  spaceId: fileId,
  byAgencyId: maybe(fileId),
  sentAt: maybe(instant),
  expiresAt: maybe(instant),
  role: maybe(z.enum(['reads', 'posts', 'takesPart'])),
  message: maybe(z.string().max(4000)),
  states: maybe(z.record(z.string(), invitationState)).meta({
    description: 'By agency: what became of its invitation.',
  }),
  agencyId: maybe(fileId).meta({ description: 'For a single invitation, with `state`.' }),
  email: maybe(z.string().trim().max(254).pipe(z.email('not an e-mail address'))),
  name: maybe(words.max(200)),
  state: maybe(invitationState),
  statesIllustrative: maybe(z.boolean()),
  ...marks,
})

const run = z.union([z.string(), z.looseObject({ bracket: fileId })])
const paragraph = z.looseObject({
  id: maybe(fileId),
  n: maybe(z.string().max(24)).meta({
    description: 'The paragraph’s number as the text has it: "2 bis".',
  }),
  text: maybe(text),
  runs: list(run).meta({ description: 'In place of `text`: words, and brackets by id.' }),
})
/** The forms of a text: Markdown, numbered paragraphs, or Markdown under its older name `body`. */
const textForms = { markdown: maybe(text), paragraphs: list(paragraph), body: maybe(text) }
const sharedText = z.looseObject({ id: fileId, ...textForms, ...marks })

const authorship = z.looseObject({
  authors: z.array(z.looseObject({ person: maybe(words), agency: maybe(words) })).meta({
    description:
      'By name: a person of the seats, an agency’s acronym. Who is not in the file is left out.',
  }),
  runs: list(z.int().min(0)).meta({
    description: '[from, to, index of the author, …]: ProseMirror positions, `to` exclusive.',
  }),
  deletions: list(z.int().min(0)).meta({
    description:
      '[position, index of the author, days since 1970-01-01, …]: where words were taken out.',
  }),
})

const version = z.looseObject({
  n: maybe(z.int().min(1).max(100_000)),
  label: maybe(words.max(200)),
  date: maybe(looseDay),
  dateRange: maybe(z.tuple([looseDay, looseDay])).meta({
    description: 'Between which days, where the day is not known.',
  }),
  authorSeat: maybe(fileId),
  note: maybe(z.string().max(1000)),
  symbolSuffix: maybe(words.max(80)),
  bodyId: maybe(fileId).meta({
    description: 'A text of the section `texts`; or the text stands here.',
  }),
  ...textForms,
  document: maybe(z.looseObject({ type: z.literal('doc') })).meta({
    description: 'The text as a draft’s export has it, in place of the forms above.',
  }),
  authorship: maybe(authorship).meta({
    description: 'Who wrote what of `document`; of the last version with a text alone.',
  }),
  ...marks,
})

export const documentStates = [
  'draft',
  'circulated',
  'agreed',
  'underSilence',
  'tabled',
  'endorsed',
  'issued',
  'withdrawn',
] as const
const document = z.looseObject({
  id: fileId,
  class: maybe(words.max(40)).meta({
    description: `${draftKinds.join(', ')} or matrix; another word is taken for a note.`,
  }),
  title: words,
  subtitle: maybe(words),
  spaceId: maybe(fileId).meta({ description: 'The Workspace where left out.' }),
  state: maybe(z.enum(documentStates)),
  stateNote: maybe(z.string().max(4000)).meta({ description: 'Shown beside the state.' }),
  note: maybe(z.string().max(4000)).meta({ description: 'Shown where there is no `stateNote`.' }),
  symbol: maybe(words.max(200)),
  languages: list(words.max(35)),
  commentsDue: maybe(day),
  drafters: maybe(z.union([z.literal('space'), z.array(fileId)])).meta({
    description:
      '"space": everyone who takes part in it; or ids of agencies and seats. Left out: the rule of its kind.',
  }),
  preparedByAgencyId: maybe(fileId),
  authorSeat: maybe(fileId),
  versions: list(version),
  ...marks,
})

const bracket = z.looseObject({
  id: fileId,
  options: z.array(z.looseObject({ text })),
  status: maybe(words.max(40)).meta({
    description: '"open" shows the options; any other word is settled and adds nothing.',
  }),
})

const post = z.looseObject({
  id: maybe(fileId),
  authorSeat: maybe(fileId),
  at: maybe(instant),
  body: text.trim().min(1).max(100_000).meta({ description: 'Markdown.' }),
  replyTo: maybe(fileId).meta({ description: 'A post of the same topic.' }),
  ...marks,
})
const anchor = z.looseObject({
  documentId: fileId,
  version: maybe(z.int()),
  paragraphId: maybe(fileId),
})
const topic = z.looseObject({
  id: fileId,
  spaceId: maybe(fileId).meta({ description: 'The Workspace where left out.' }),
  categoryId: maybe(fileId),
  title: words,
  pinned: maybe(z.boolean()),
  state: maybe(z.enum(['open', 'summarised', 'closed'])),
  starterSeat: maybe(fileId).meta({ description: 'The first post’s author where left out.' }),
  anchors: list(anchor).meta({ description: 'Words of a document that the topic is about.' }),
  posts: list(post),
  ...marks,
})

const decision = z.looseObject({ id: fileId, number: maybe(words.max(200)) })
const initiative = z.looseObject({ id: fileId, endorsedByDecisionId: maybe(fileId) })

export const termFile = z.looseObject({
  meta: maybe(
    z.looseObject({
      name: maybe(words),
      clock: maybe(instant).meta({
        description:
          'The instant at which the file stands: posts of the 14 days before it count as unread.',
      }),
      timezone: maybe(zone),
    }),
  ),
  group: z.looseObject({
    id: maybe(fileId),
    name: words,
    acronym: words.max(40),
    established: maybe(words.max(80)),
    timezone: maybe(zone).meta({ description: 'Where left out: meta.timezone, else UTC.' }),
    contact: maybe(words).meta({ description: 'How to reach the chair’s office.' }),
    levels: list(words.max(80)),
  }),
  agencies: list(agency),
  memberships: list(membership).meta({
    description: 'Where left out, every agency of the file is a member.',
  }),
  people: list(person),
  seats: list(seat),
  chairmanships: list(chairmanship),
  decisions: list(decision).meta({ description: 'Read for what access and memberships rest on.' }),
  initiatives: list(initiative),
  spaces: list(space),
  grants: list(grant),
  invitations: list(invitation),
  texts: list(sharedText),
  brackets: list(bracket),
  documents: list(document),
  forumTopics: list(topic),
})

export type TermFile = z.output<typeof termFile>
type Section<K extends keyof TermFile> =
  NonNullable<TermFile[K]> extends (infer Item)[] ? Item : never
export type TermAgency = Section<'agencies'>
export type TermMembership = Section<'memberships'>
export type TermSeat = Section<'seats'>
export type TermSpace = Section<'spaces'>
export type TermGrant = Section<'grants'>
export type TermInvitation = Section<'invitations'>
export type TermDocument = Section<'documents'>
export type TermTopic = Section<'forumTopics'>
export type TermParagraph = z.output<typeof paragraph>
export type TermVersion = z.output<typeof version>
export type TermPost = z.output<typeof post>
export type TermAnchor = z.output<typeof anchor>
export type InvitationOutcome = z.output<typeof invitationState>
