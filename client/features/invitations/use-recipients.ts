import { useState } from 'react'
import { emailKey } from '#shared/rules/email-key.ts'
import type { ListedPerson, ReadAddresses, Recipient } from './candidates.ts'

/** Whom the dialog invites: agencies ticked (with an address, if one was written), and addresses
 * pasted. */
export function useRecipients() {
  /** By agency, in the order of ticking: the address to send to, empty for none. */
  const [agencies, setAgencies] = useState<Record<string, string>>({})
  const [persons, setPersons] = useState<ListedPerson[]>([])
  const [unread, setUnread] = useState<ReadAddresses['unread']>([])
  const [twice, setTwice] = useState<string[]>([])
  const [areAgenciesLetIn, letAgenciesIn] = useState(false)

  const recipients: Recipient[] = [
    ...Object.entries(agencies).map(([agencyId, email]) => ({
      agencyId,
      email: email.trim() || null,
      isForAgency: true,
    })),
    ...persons
      .filter((person) => person.isChosen)
      .map(({ email, name, agencyId }) => ({
        agencyId,
        email,
        name,
        isForAgency: areAgenciesLetIn && agencyId !== null,
      })),
  ]

  return {
    agencies,
    persons,
    unread,
    twice,
    areAgenciesLetIn,
    letAgenciesIn,
    recipients,
    toggleAgency(agencyId: string) {
      const { [agencyId]: email, ...others } = agencies
      setAgencies(email === undefined ? { ...agencies, [agencyId]: '' } : others)
    },
    setAgencyEmail(agencyId: string, email: string) {
      setAgencies({ ...agencies, [agencyId]: email })
    },
    /** Adds what the server read in a pasted list, each address once; nothing doubtful is chosen by
     * itself. */
    add(read: ReadAddresses) {
      const known = new Set(persons.map((person) => emailKey(person.email)))
      const isRepeated = ({ email, doubt }: ReadAddresses['recipients'][number]) =>
        doubt === 'twice' || known.has(emailKey(email))
      const added = read.recipients.filter((one) => !isRepeated(one))
      setPersons([
        ...persons,
        ...added.map(({ email, name, agency, doubt }) => ({
          email,
          name,
          agencyId: agency?.id ?? null,
          doubt: doubt === 'twice' ? null : doubt,
          isChosen: doubt === null,
        })),
      ])
      setUnread(read.unread)
      setTwice(read.recipients.filter(isRepeated).map(({ email }) => email))
    },
    change(email: string, changes: Partial<ListedPerson>) {
      setPersons(
        persons.map((person) => (person.email === email ? { ...person, ...changes } : person)),
      )
    },
    remove(email: string) {
      setPersons(persons.filter((person) => person.email !== email))
    },
  }
}

export type Recipients = ReturnType<typeof useRecipients>
