import type { PeopleDirectory } from '#server/access/people-directory.ts'
import type { Db } from '#server/storage/command.ts'
import { type ListedAddress, readAddressList } from '#shared/rules/address-list.ts'
import { emailKey } from '#shared/rules/email-key.ts'
import { agenciesByDomain } from '#shared/rules/invitation.ts'
import type { Subject } from '#shared/rules/subject.ts'
import type { Viewer } from '#shared/rules/viewer.ts'
import * as store from './invitations-store.ts'
import { personHere } from './person-here.ts'

type Doubt = 'noAgency' | 'severalAgencies' | 'twice' | 'alreadyHere'

interface Reading {
  db: Db
  viewer: Viewer
  space: Subject
  now: number
}

async function doubtOf(
  reading: Reading,
  address: ListedAddress,
  earlier: Set<string>,
  fits: number,
): Promise<Doubt | null> {
  if (earlier.has(emailKey(address.email))) return 'twice'
  if (await personHere(reading.db, reading.viewer, reading.space, address.email, reading.now))
    return 'alreadyHere'
  if (fits > 1) return 'severalAgencies'
  return fits === 0 ? 'noAgency' : null
}

/**
 * Reads a pasted list of addresses and matches each to the agency whose e-mail domain is its own or
 * stands above it. What is doubtful says so; nothing is sent.
 */
export async function readList(reading: Reading, people: PeopleDirectory, text: string) {
  const { addresses, unread } = readAddressList(text)
  const rows = await store.agenciesOf(reading.db, reading.space.groupId)
  const agencies = rows.map(({ id, domains }) => ({ id, domains: JSON.parse(domains) as string[] }))
  const earlier = new Set<string>()
  const recipients = []
  for (const address of addresses) {
    const fits = agenciesByDomain(address.email, agencies)
    const doubt = await doubtOf(reading, address, earlier, fits.length)
    earlier.add(emailKey(address.email))
    const agency = fits.length === 1 ? await people.agency(reading.db, fits[0]?.id ?? null) : null
    recipients.push({ ...address, agency, doubt })
  }
  return { recipients, unread }
}
