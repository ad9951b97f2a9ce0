import type { BodyOf, CallInput } from '#shared/contracts/contract.ts'
import type { setup } from '#shared/contracts/setup.ts'
import type { ListedAgency } from '#shared/rules/agency-list.ts'

export type Seat = BodyOf<typeof setup.run>['self']['seat']
type FirstRunInput = NonNullable<CallInput<typeof setup.run>['body']>

/** One row as typed; `domains` apart by spaces or commas. `key` names the row for React. */
export interface AgencyRow {
  key: string
  acronym: string
  name: string
  kind: 'entity' | 'constituency'
  label: string
  domains: string
}

/** The first-run form as it stands in its fields. */
export interface SetupValues {
  group: { name: string; acronym: string; timeZone: string }
  agencies: AgencyRow[]
  chair: { isHeld: 'held' | 'vacant'; acronym: string | null; from: string; until: string }
  self: {
    name: string
    email: string
    agency: string | null
    seat: Seat
    isAdministrator: boolean
    password: string
  }
}

const rowsAtFirst = 3

export function firstValues(timeZone: string): SetupValues {
  return {
    group: { name: '', acronym: '', timeZone },
    agencies: Array.from({ length: rowsAtFirst }, blankRow),
    chair: { isHeld: 'held', acronym: null, from: '', until: '' },
    self: {
      name: '',
      email: '',
      agency: null,
      seat: 'secretariat',
      isAdministrator: true,
      password: '',
    },
  }
}

export function blankRow(): AgencyRow {
  const key = crypto.randomUUID()
  return { key, acronym: '', name: '', kind: 'entity', label: '', domains: '' }
}

export function rowOf(listed: ListedAgency): AgencyRow {
  const { acronym, name, kind, label = '', domains } = listed
  return { ...blankRow(), acronym, name, kind, label, domains: domains.join(' ') }
}

export function isBlank({ acronym, name, domains }: AgencyRow): boolean {
  return `${acronym}${name}${domains}`.trim() === ''
}

export function domainsOf({ domains }: Pick<AgencyRow, 'domains'>): string[] {
  return domains
    .split(/[\s;,]+/)
    .map((domain) => domain.toLowerCase().replace(/^@/, ''))
    .filter((domain) => domain !== '')
}

/** The acronyms that can be chosen, once each, in the order of the rows. */
export function acronymsOf(rows: readonly AgencyRow[]): string[] {
  return [...new Set(rows.map((row) => row.acronym.trim()).filter((acronym) => acronym !== ''))]
}

/** What is sent: rows left blank are none. */
export function firstRunOf({ group, agencies, chair, self }: SetupValues): FirstRunInput {
  const { acronym, from, until, isHeld } = chair
  const { password, agency, ...me } = self
  return {
    group,
    agencies: agencies
      .filter((row) => !isBlank(row))
      .map((row) => ({
        acronym: row.acronym,
        name: row.name,
        kind: row.kind,
        ...(row.label !== '' && { label: row.label }),
        domains: domainsOf(row),
      })),
    chair: isHeld === 'held' ? { acronym: acronym ?? '', from, until } : null,
    self: { ...me, agency: agency ?? '', ...(password !== '' && { password }) },
  }
}

/** The server's field paths as the form's: blank rows were not sent, so its rows count without them,
 * and a row's domains are one field here. */
export function ownPath(path: string, { agencies }: Pick<SetupValues, 'agencies'>): string {
  const [, sent, field] = /^agencies\.(\d+)\.([a-z]+)/.exec(path) ?? []
  if (sent === undefined) return path
  const places = agencies.flatMap((row, place) => (isBlank(row) ? [] : [place]))
  return `agencies.${places[Number(sent)] ?? 0}.${field}`
}
