import type { Db } from '#server/storage/command.ts'
import type { Actor, AgencyPlate } from '#shared/contracts/people.ts'

interface KnownPerson {
  name: string
  isConfirmed: boolean
}

/** Names of persons and plates of agencies: shown everywhere, changed rarely, so kept in memory. */
export class PeopleDirectory {
  #people = new Map<string, KnownPerson>()
  #agencies = new Map<string, AgencyPlate>()

  afterCommit(kinds: string[]): void {
    if (kinds.some((kind) => /^(person|agency|term|installation)\./.test(kind))) {
      this.#people = new Map()
      this.#agencies = new Map()
    }
  }

  /** Who did something, as shown; null for an id that is null or no longer there. */
  async actor(db: Db, personId: string | null, agencyId: string | null): Promise<Actor | null> {
    if (personId === null) return null
    const person = this.#people.get(personId) ?? (await this.#readPerson(db, personId))
    if (!person) return null
    const agency = await this.agency(db, agencyId)
    return { personId, name: person.name, agency, isUnconfirmed: !person.isConfirmed }
  }

  /** As `actor`, for rows whose author must be there. */
  async author(db: Db, personId: string, agencyId: string | null): Promise<Actor> {
    const actor = await this.actor(db, personId, agencyId)
    return actor ?? { personId, name: '', agency: null, isUnconfirmed: true }
  }

  async agency(db: Db, agencyId: string | null): Promise<AgencyPlate | null> {
    if (agencyId === null) return null
    return this.#agencies.get(agencyId) ?? (await this.#readAgency(db, agencyId))
  }

  async #readPerson(db: Db, id: string): Promise<KnownPerson | null> {
    const people = this.#people
    const row = await db
      .selectFrom('person')
      .select(['name', 'is_confirmed'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) return null
    const person = { name: row.name, isConfirmed: row.is_confirmed === 1 }
    people.set(id, person)
    return person
  }

  async #readAgency(db: Db, id: string): Promise<AgencyPlate | null> {
    const agencies = this.#agencies
    const row = await db
      .selectFrom('agency')
      .select(['id', 'acronym', 'plate', 'name', 'colour_light', 'colour_dark'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) return null
    const { colour_light: light, colour_dark: dark, ...agency } = row
    const plate = { ...agency, colour: { light, dark } }
    agencies.set(id, plate)
    return plate
  }
}
