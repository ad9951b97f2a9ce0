import type { Awareness } from 'y-protocols/awareness'

/** Somebody else who has this draft open, as the server describes them. */
export interface PresentPerson {
  key: string
  name: string
  plate: string
  agency: string
  colour: { light: string; dark: string }
  /** Has the caret in the text. */
  isWriting: boolean
}

const COLOUR = /^#[0-9a-f]{6}$/i
const INK = { light: '#46514d', dark: '#b7c1bc' }

function field(user: unknown, name: string): unknown {
  return typeof user === 'object' && user !== null ? Reflect.get(user, name) : undefined
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 120) : ''
}

export function nameOf(user: unknown): string {
  return textOf(field(user, 'name'))
}

export function plateOf(user: unknown): string {
  return textOf(field(user, 'plate')).slice(0, 12)
}

/** A pair of colours that are colours, whatever was sent: they go into style attributes. */
export function colourOf(user: unknown): { light: string; dark: string } {
  const colour = field(user, 'colour')
  const light = textOf(field(colour, 'light'))
  const dark = textOf(field(colour, 'dark'))
  return COLOUR.test(light) && COLOUR.test(dark) ? { light, dark } : INK
}

/** Everyone but oneself, once each however many tabs they have, writers first. */
export function presentPeople(awareness: Awareness): PresentPerson[] {
  const people = new Map<string, PresentPerson>()
  for (const [client, state] of awareness.getStates()) {
    const user: unknown = state['user']
    const name = nameOf(user)
    if (client === awareness.clientID || name === '') continue
    const plate = plateOf(user)
    const key = `${plate}/${name}`
    const isWriting = (state['cursor'] ?? null) !== null || people.get(key)?.isWriting === true
    const agency = textOf(field(user, 'agency'))
    people.set(key, { key, name, plate, agency, colour: colourOf(user), isWriting })
  }
  return [...people.values()].toSorted(
    (a, b) => Number(b.isWriting) - Number(a.isWriting) || (a.key < b.key ? -1 : 1),
  )
}

/**
 * For useSyncExternalStore: the same list until somebody comes, goes, begins or stops writing. Carets
 * move ten times a second; nothing may be drawn as often.
 */
export function presenceSource(awareness: Awareness) {
  let shown: PresentPerson[] = []
  const look = () => {
    const next = presentPeople(awareness)
    if (JSON.stringify(next) !== JSON.stringify(shown)) shown = next
    return shown
  }
  const subscribe = (listener: () => void) => {
    awareness.on('change', listener)
    return () => awareness.off('change', listener)
  }
  return { look, subscribe }
}
