import type { RecordKind, Remark, RemarkReason } from './term-plan.ts'

/** What an import did, as plain data; `reportLines` says it in words. */
export interface ImportReport {
  groupId: string
  groupName: string
  /** How many records of each kind were new. */
  added: Partial<Record<RecordKind, number>>
  /** Known from an earlier import and not changed. */
  alreadyThere: number
  /** Made in the product before, and taken for the same thing. */
  recognised: string[]
  /** The file says something else now; what stands here was kept. */
  differs: { kind: RecordKind; fileId: string; title: string }[]
  /** What was left out, and why. */
  remarks: Remark[]
}

const kinds: Record<RecordKind, [one: string, many: string]> = {
  group: ['group', 'groups'],
  agency: ['agency', 'agencies'],
  membership: ['membership', 'memberships'],
  person: ['person', 'people'],
  seat: ['seat', 'seats'],
  chairmanship: ['chairmanship', 'chairmanships'],
  space: ['space', 'spaces'],
  category: ['category', 'categories'],
  access: ['access', 'accesses'],
  grant: ['grant', 'grants'],
  invitation: ['invitation', 'invitations'],
  draft: ['draft', 'drafts'],
  version: ['version', 'versions'],
  topic: ['topic', 'topics'],
  post: ['post', 'posts'],
  anchor: ['link between a topic and a text', 'links between topics and texts'],
}

const reasons: Record<RemarkReason, string> = {
  noPlaceYet: 'left out: Plenary has no place for this section yet',
  citedOnly: 'read only for what rests on them: Plenary has no place for this section yet',
  noSignIn: 'left out: no seat with an address',
  emptyParagraph: 'paragraphs left out: nothing stands in them',
  withoutText: 'no text in the file',
  unknownClass: 'class not known, taken for a note',
  oddNumber: 'not a paragraph’s number, so it stands before the text as words',
  workspaceAdded: 'added: the file names no space of all members',
  withoutPosts: 'left out: a topic without posts',
}

export function reportLines(report: ImportReport): string[] {
  const added = Object.entries(report.added).map(([kind, count]) =>
    counted(kind as RecordKind, count),
  )
  return [
    report.groupName,
    added.length > 0 ? `Added: ${added.join(', ')}.` : 'Added: nothing.',
    ...(report.alreadyThere > 0
      ? [`Already there: ${report.alreadyThere} records, not changed.`]
      : []),
    ...report.recognised.map((title) => `Recognised: ${title}`),
    ...report.differs.map(
      ({ kind, title, fileId }) => `Differs, kept: ${kinds[kind][0]} ${title} (${fileId})`,
    ),
    ...report.remarks.map(({ what, count, why }) => `${what} (${count}): ${reasons[why]}.`),
  ]
}

function counted(kind: RecordKind, count: number): string {
  return `${count} ${kinds[kind][count === 1 ? 0 : 1]}`
}
