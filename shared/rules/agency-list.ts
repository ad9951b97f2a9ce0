/** One agency as typed; the server's contract checks it again. */
export interface ListedAgency {
  acronym: string
  name: string
  kind: 'entity' | 'constituency'
  label?: string
  domains: string[]
}

export type ListFault =
  | 'noName'
  | 'noAcronym'
  | 'tooLong'
  | 'unknownKind'
  | 'badDomain'
  | 'twice'
  | 'unclosedQuote'
  | 'tooManyColumns'

/** `line` counts from 1, as an editor shows it; `text` is what the fault is about. */
export interface ListProblem {
  line: number
  fault: ListFault
  text: string
}

interface Row {
  line: number
  cells: string[]
}

const columns = ['acronym', 'name', 'kind', 'label', 'domains'] as const
type Column = (typeof columns)[number]

/** Cells of RFC 4180: quotes may hold commas, line ends and doubled quotes. */
function readCsv(text: string): { rows: Row[]; unclosedAt: number | null } {
  const rows: Row[] = []
  let cells: string[] = []
  let cell = ''
  let line = 1
  let startedAt = 1
  let quotedAt: number | null = null
  const endRow = () => {
    cells.push(cell)
    if (cells.some((one) => one.trim() !== ''))
      rows.push({ line: startedAt, cells: cells.map((one) => one.trim()) })
    cells = []
    cell = ''
  }
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? ''
    if (character === '\n') line += 1
    if (quotedAt !== null) {
      if (character !== '"') cell += character
      else if (text[at + 1] === '"') cell += text[++at] ?? ''
      else quotedAt = null
    } else if (character === '"' && cell.trim() === '') {
      quotedAt = line
      cell = ''
    } else if (character === ',') {
      cells.push(cell)
      cell = ''
    } else if (character === '\n') {
      endRow()
      startedAt = line
    } else cell += character
  }
  endRow()
  return { rows, unclosedAt: quotedAt }
}

/** The columns' order where the first line is a heading; null where it is not. */
function headingOf(text: string): Column[] | null {
  const first = text.split('\n').find((line) => line.trim() !== '') ?? ''
  const names = first.split(',').map((name) => name.trim().replaceAll('"', '').toLowerCase())
  const isHeading = names.includes('acronym') && names.includes('name')
  return isHeading && names.every((name) => columns.includes(name as Column))
    ? (names as Column[])
    : null
}

/** `ACRONYM; Name`; the name may hold semicolons. */
function readLines(text: string): Row[] {
  return text.split('\n').flatMap((content, index) => {
    if (content.trim() === '') return []
    const semicolon = content.indexOf(';')
    const cells =
      semicolon < 0 ? [content] : [content.slice(0, semicolon), content.slice(semicolon + 1)]
    return { line: index + 1, cells: cells.map((cell) => cell.trim()) }
  })
}

function readDomains(text: string): string[] {
  return text
    .split(/[\s;,]+/)
    .map((domain) => domain.toLowerCase().replace(/^@/, ''))
    .filter((domain) => domain !== '')
}

const domainShape =
  /^(?=.{1,253}$)([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}$/u

function faultOf(agency: ListedAgency, kind: string): [ListFault, string] | null {
  if (agency.acronym === '') return ['noAcronym', agency.name]
  if (agency.name === '') return ['noName', agency.acronym]
  if (agency.acronym.length > 40) return ['tooLong', agency.acronym]
  if (agency.name.length > 200) return ['tooLong', agency.name]
  if (agency.label !== undefined && agency.label.length > 200) return ['tooLong', agency.label]
  if (!['', 'entity', 'constituency'].includes(kind)) return ['unknownKind', kind]
  const bad = agency.domains.find((domain) => !domainShape.test(domain))
  return bad === undefined ? null : ['badDomain', bad]
}

/**
 * Reads agencies from pasted text: lines `ACRONYM; Name`, or CSV under a heading of `acronym`,
 * `name` and any of `kind`, `label`, `domains` (several domains apart by spaces or semicolons).
 * Where there is any problem, nothing should be taken over. Pure.
 */
export function readAgencyList(pasted: string): {
  agencies: ListedAgency[]
  problems: ListProblem[]
} {
  const text = pasted.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const heading = headingOf(text)
  const csv = heading ? readCsv(text) : null
  const rows = csv ? csv.rows.slice(1) : readLines(text)
  const order: readonly Column[] = heading ?? columns
  const agencies: ListedAgency[] = []
  const problems: ListProblem[] = []
  const seen = new Set<string>()
  if (csv?.unclosedAt) problems.push({ line: csv.unclosedAt, fault: 'unclosedQuote', text: '"' })
  for (const { line, cells } of rows) {
    const cell = (column: Column) => cells[order.indexOf(column)] ?? ''
    const kind = cell('kind').toLowerCase()
    const label = cell('label')
    const agency: ListedAgency = {
      acronym: cell('acronym'),
      name: cell('name'),
      kind: kind === 'constituency' ? 'constituency' : 'entity',
      ...(label !== '' && { label }),
      domains: readDomains(cell('domains')),
    }
    const key = agency.acronym.toLowerCase()
    const found: [ListFault, string] | null =
      cells.length > order.length
        ? ['tooManyColumns', cells[order.length] ?? '']
        : (faultOf(agency, kind) ?? (seen.has(key) ? ['twice', agency.acronym] : null))
    if (found) problems.push({ line, fault: found[0], text: found[1] })
    seen.add(key)
    agencies.push(agency)
  }
  return { agencies, problems }
}
