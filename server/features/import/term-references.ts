import type { FieldProblem } from '#shared/errors.ts'
import { validateDraft } from '#shared/editor/validate-draft.ts'
import type { TermDocument, TermFile, TermTopic, TermVersion } from './term-file.ts'
import { References } from './references.ts'
import { paragraphsAt } from './term-texts.ts'

/** Every reference of the file that points at nothing, and every id that stands twice. */
export function referenceProblems(term: TermFile): FieldProblem[] {
  const refs = new References()
  const sections = [
    'agencies',
    'memberships',
    'people',
    'seats',
    'chairmanships',
    'decisions',
    'initiatives',
    'spaces',
  ] as const
  for (const name of sections) refs.section(name, term[name])
  for (const name of [
    'grants',
    'invitations',
    'texts',
    'brackets',
    'documents',
    'forumTopics',
  ] as const) {
    refs.section(name, term[name])
  }
  refs.section(
    'categories',
    term.spaces?.flatMap((space) => space.categories ?? []),
  )
  checkPeople(term, refs)
  checkSpaces(term, refs)
  for (const [index, document] of (term.documents ?? []).entries())
    checkDocument(document, `documents.${index}`, refs)
  checkBrackets(term, refs)
  for (const [index, topic] of (term.forumTopics ?? []).entries())
    checkTopic(topic, `forumTopics.${index}`, term, refs)
  return refs.problems
}

function checkPeople(term: TermFile, refs: References): void {
  const acronyms = new Set<string>()
  for (const [index, { acronym }] of (term.agencies ?? []).entries()) {
    if (acronyms.has(acronym)) {
      refs.problems.push({
        path: `agencies.${index}.acronym`,
        message: `"${acronym}" stands there twice`,
      })
    }
    acronyms.add(acronym)
  }
  for (const [index, row] of (term.memberships ?? []).entries()) {
    refs.check(`memberships.${index}.agencyId`, row.agencyId, 'agencies')
    // The section of decisions may be left out; what a membership rests on is then the id alone.
    if (term.decisions)
      refs.check(`memberships.${index}.admittedByDecisionId`, row.admittedByDecisionId, 'decisions')
  }
  for (const [index, row] of (term.seats ?? []).entries()) {
    refs.check(`seats.${index}.agencyId`, row.agencyId, 'agencies')
    refs.check(`seats.${index}.personId`, row.personId, 'people')
  }
  for (const [index, row] of (term.chairmanships ?? []).entries()) {
    refs.check(`chairmanships.${index}.agencyId`, row.agencyId, 'agencies')
    if (row.to < row.from)
      refs.problems.push({ path: `chairmanships.${index}.to`, message: 'is before it begins' })
  }
}

function checkSpaces(term: TermFile, refs: References): void {
  for (const [index, row] of (term.spaces ?? []).entries()) {
    refs.check(`spaces.${index}.createdByAgencyId`, row.createdByAgencyId, 'agencies')
    if (term.initiatives)
      refs.check(`spaces.${index}.initiativeId`, row.initiativeId, 'initiatives')
    for (const [at, id] of (row.audience?.agencyIds ?? []).entries()) {
      refs.check(`spaces.${index}.audience.agencyIds.${at}`, id, 'agencies')
    }
  }
  for (const [index, row] of (term.grants ?? []).entries()) {
    const path = `grants.${index}`
    refs.check(`${path}.seat`, row.seat, 'seats')
    refs.check(`${path}.spaceId`, row.spaceId, 'spaces')
    refs.check(`${path}.documentId`, row.documentId, 'documents')
    refs.check(`${path}.topicId`, row.topicId, 'forumTopics')
    refs.check(`${path}.sponsorSeat`, row.sponsorSeat, 'seats')
  }
  for (const [index, row] of (term.invitations ?? []).entries()) {
    const path = `invitations.${index}`
    refs.check(`${path}.spaceId`, row.spaceId, 'spaces')
    refs.check(`${path}.byAgencyId`, row.byAgencyId, 'agencies')
    refs.check(`${path}.agencyId`, row.agencyId, 'agencies')
    for (const agencyId of Object.keys(row.states ?? {}))
      refs.check(`${path}.states.${agencyId}`, agencyId, 'agencies')
  }
}

function checkDocument(document: TermDocument, path: string, refs: References): void {
  refs.check(`${path}.spaceId`, document.spaceId, 'spaces')
  refs.check(`${path}.preparedByAgencyId`, document.preparedByAgencyId, 'agencies')
  refs.check(`${path}.authorSeat`, document.authorSeat, 'seats')
  if (Array.isArray(document.drafters)) {
    for (const [index, id] of document.drafters.entries()) {
      if (!refs.has('agencies', id)) refs.check(`${path}.drafters.${index}`, id, 'seats')
    }
  }
  const numbers = new Set<number>()
  for (const [index, version] of (document.versions ?? []).entries()) {
    const number = version.n ?? index + 1
    if (numbers.has(number)) {
      refs.problems.push({
        path: `${path}.versions.${index}.n`,
        message: `${number} stands there twice`,
      })
    }
    numbers.add(number)
    refs.check(`${path}.versions.${index}.bodyId`, version.bodyId, 'texts')
    refs.check(`${path}.versions.${index}.authorSeat`, version.authorSeat, 'seats')
    refs.problems.push(...textProblems(version, `${path}.versions.${index}`))
  }
}

/** An exported text that the schema of drafts does not allow, or authors that it does not name. */
function textProblems({ document, authorship }: TermVersion, path: string): FieldProblem[] {
  const problems = (document ? validateDraft(document) : []).slice(0, 3).map((problem) => ({
    path: `${path}.document.${problem.path.map((at) => `content.${at}`).join('.')}`,
    message: `${problem.name}: ${problem.kind}`,
  }))
  if (!authorship) return problems
  const { authors, runs, deletions } = authorship
  const isAuthor = (index: number | undefined) => index !== undefined && index < authors.length
  for (const [name, list, at] of [
    ['runs', runs ?? [], 2],
    ['deletions', deletions ?? [], 1],
  ] as const) {
    const isWhole = list.length % 3 === 0
    const isNamed = list.every((value, index) => index % 3 !== at || isAuthor(value))
    if (!isWhole || !isNamed)
      problems.push({
        path: `${path}.authorship.${name}`,
        message: 'is not in threes of its authors',
      })
  }
  return problems
}

/** Brackets stand in the runs of texts, and of versions that hold their own text. */
function checkBrackets(term: TermFile, refs: References): void {
  const texts = [
    ...(term.texts ?? []).map((text, index) => ({
      path: `texts.${index}`,
      paragraphs: text.paragraphs,
    })),
    ...(term.documents ?? []).flatMap((document, index) =>
      (document.versions ?? []).map((version, at) => ({
        path: `documents.${index}.versions.${at}`,
        paragraphs: version.paragraphs,
      })),
    ),
  ]
  for (const { path, paragraphs } of texts) {
    for (const [index, paragraph] of (paragraphs ?? []).entries()) {
      for (const [at, run] of (paragraph.runs ?? []).entries()) {
        if (typeof run !== 'string')
          refs.check(`${path}.paragraphs.${index}.runs.${at}.bracket`, run.bracket, 'brackets')
      }
    }
  }
}

function checkTopic(topic: TermTopic, path: string, term: TermFile, refs: References): void {
  refs.check(`${path}.spaceId`, topic.spaceId, 'spaces')
  refs.check(`${path}.categoryId`, topic.categoryId, 'categories')
  refs.check(`${path}.starterSeat`, topic.starterSeat, 'seats')
  const spaceOfCategory = term.spaces?.find((space) =>
    space.categories?.some(({ id }) => id === topic.categoryId),
  )
  if (
    topic.categoryId &&
    spaceOfCategory &&
    topic.spaceId &&
    spaceOfCategory.id !== topic.spaceId
  ) {
    refs.problems.push({
      path: `${path}.categoryId`,
      message: `"${topic.categoryId}" is a category of another space`,
    })
  }
  const own = new References()
  own.section('this topic', topic.posts)
  refs.problems.push(
    ...own.problems.map((problem) => ({ ...problem, path: `${path}.${problem.path}` })),
  )
  for (const [index, post] of (topic.posts ?? []).entries()) {
    refs.check(`${path}.posts.${index}.authorSeat`, post.authorSeat, 'seats')
    if (post.replyTo && !own.has('this topic', post.replyTo)) {
      refs.problems.push({
        path: `${path}.posts.${index}.replyTo`,
        message: `no post of this topic has the id "${post.replyTo}"`,
      })
    }
    if (answersItself(post.id, topic)) {
      refs.problems.push({
        path: `${path}.posts.${index}.replyTo`,
        message: 'answers itself in the end',
      })
    }
  }
  for (const [index, anchor] of (topic.anchors ?? []).entries()) {
    const at = `${path}.anchors.${index}`
    refs.check(`${at}.documentId`, anchor.documentId, 'documents')
    const document = term.documents?.find(({ id }) => id === anchor.documentId)
    const hasVersion = document?.versions?.some(
      (version, n) => (version.n ?? n + 1) === anchor.version,
    )
    if (document && anchor.version != null && !hasVersion) {
      refs.problems.push({
        path: `${at}.version`,
        message: `"${document.id}" has no version ${anchor.version}`,
      })
    }
    const paragraphs = paragraphsAt(term, anchor)
    if (
      anchor.paragraphId &&
      paragraphs &&
      !paragraphs.some(({ id }) => id === anchor.paragraphId)
    ) {
      refs.problems.push({
        path: `${at}.paragraphId`,
        message: `no paragraph there has the id "${anchor.paragraphId}"`,
      })
    }
  }
}

function answersItself(id: string | null | undefined, topic: TermTopic): boolean {
  if (!id) return false
  const posts = topic.posts ?? []
  const parents = new Map(posts.map((post) => [post.id, post.replyTo]))
  let at = parents.get(id)
  for (const _ of posts) {
    if (!at || at === id) break
    at = parents.get(at)
  }
  return at === id
}
