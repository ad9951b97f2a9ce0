import type { Session } from '#shared/contracts/identity.ts'
import type { KeptFor } from '../editor/connection/local-copy.ts'
import { DeviceDatabase, deleteDatabase } from './device-database.ts'

/** Names the person of this browser between visits; holds two ids and nothing else. */
const POINTER = 'plenary.kept-for'

const nameFor = ({ installation, personId }: KeptFor) =>
  ['plenary-device', installation, personId].join('/')

let opened: { name: string; database: DeviceDatabase } | null = null

/** Whose things this browser may open: who was here last and has not signed out (H20). */
export function devicePerson(): KeptFor | null {
  try {
    const pointer: unknown = JSON.parse(localStorage.getItem(POINTER) ?? 'null')
    return isKeptFor(pointer) ? pointer : null
  } catch {
    return null
  }
}

/** The database of that person; null where nothing is kept. */
export function deviceDatabase(): DeviceDatabase | null {
  const person = devicePerson()
  if (person === null || typeof indexedDB === 'undefined') return null
  const name = nameFor(person)
  if (opened?.name !== name) opened = { name, database: new DeviceDatabase(name) }
  return opened.database
}

/**
 * Takes note of whom the server says is here. On a shared computer that is nobody, and what another
 * person left goes: their session has ended. Of drafts, only what holds unsent words stays, under
 * that person's name (H20).
 */
export async function setDevicePerson({ installation, person, session }: Session): Promise<void> {
  const isKept = person !== null && session !== null && !session.isShared
  const next = isKept ? { installation: installation.id, personId: person.id } : null
  const before = devicePerson()
  const isSame = before?.installation === next?.installation && before?.personId === next?.personId
  if (isSame) return
  point(next)
  if (before === null) return
  await forgetDevicePerson(before)
  const { forgetSettledCopies } = await import('../editor/connection/kept-copies.ts')
  await forgetSettledCopies(before)
}

/** Removes what was kept for a person, except copies of drafts (local-copy.ts): at sign-out. */
export async function forgetDevicePerson(person: KeptFor): Promise<void> {
  if (devicePerson()?.personId === person.personId) point(null)
  opened = null
  await deleteDatabase(nameFor(person))
}

function point(person: KeptFor | null): void {
  if (person === null) localStorage.removeItem(POINTER)
  else localStorage.setItem(POINTER, JSON.stringify(person))
}

function isKeptFor(value: unknown): value is KeptFor {
  return (
    typeof value === 'object' &&
    value !== null &&
    'installation' in value &&
    typeof value.installation === 'string' &&
    'personId' in value &&
    typeof value.personId === 'string'
  )
}
