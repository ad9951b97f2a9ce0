import fc from 'fast-check'

/**
 * One thing that happens in a simulation, as data: a run is a list of them, so that it can be
 * shrunk, printed and kept. Numbers are taken modulo what is there when their turn comes, so that
 * any part of a list is a list that can be run.
 */
export type Action =
  /** `who` types `letters` new letters into a paragraph. */
  | { do: 'write'; who: number; paragraph: number; at: number; letters: number }
  | { do: 'newParagraph'; who: number; at: number }
  | { do: 'delete'; who: number; paragraph: number; at: number; letters: number }
  | { do: 'deleteParagraph'; who: number; paragraph: number }
  /** As an editor does that makes a heading of it: deletes it and types it again (H6). */
  | { do: 'replaceParagraph'; who: number; paragraph: number }
  | { do: 'format'; who: number; paragraph: number; at: number; isBold: boolean }
  | { do: 'setLevel'; who: number; paragraph: number; level: number }
  /** So many messages arrive; `who` among those with messages on the way. */
  | { do: 'toServer'; who: number; messages: number }
  | { do: 'toClient'; who: number; messages: number }
  /** `isNoticed`: by the server, too. */
  /** All that is on its way arrives, and what comes of it; whose rights changed hears of it. */
  | { do: 'calm' }
  | { do: 'disconnect'; who: number; isNoticed: boolean }
  /** One of those who are out comes back. */
  | { do: 'connect'; who: number }
  /** The tab is closed, and what it had not sent is gone with it. */
  | { do: 'newTab'; who: number }
  /** The disk takes its time from now on; then some of what waits for it is done, with 0 all. */
  | { do: 'holdDisk' }
  | { do: 'releaseDisk'; jobs: number }
  /** What waits first at the disk fails; `isStored`: after it was stored, so that nobody knows. */
  | { do: 'failDisk'; isStored: boolean }
  | { do: 'breakDisk' }
  | { do: 'mendDisk' }
  | { do: 'passTime'; milliseconds: number }
  | { do: 'withdraw'; who: number; isTold: boolean }
  /** One of those whose right was withdrawn has it again. */
  | { do: 'grant'; who: number; isTold: boolean }
  | { do: 'freeze' }
  | { do: 'thaw' }
  /** The server writes for a person, as when a version is restored. */
  | { do: 'writeAsServer'; who: number }
  /** The hostile writer goes on under somebody else's client id (H1). */
  | { do: 'forge'; whose: number }
  | { do: 'restart' }
  /**
   * SIGKILL. Of what waits at the disk the first `stored` jobs get there; of what each client was
   * sent the first `delivered` messages arrive; the tabs in `tabs` (a bit each) are gone as well.
   */
  | { do: 'kill'; stored: number; delivered: number; tabs: number }

const place = fc.nat(29)
const who = fc.nat(6)
const editor = fc.nat(5)
const messages = fc.integer({ min: 1, max: 6 })
const letters = fc.integer({ min: 1, max: 4 })
const isTold = fc.boolean()
const isStored = fc.boolean()

type Name = Action['do']
type Fields<N extends Name> = Omit<Extract<Action, { do: N }>, 'do'>

function one<N extends Name>(
  name: N,
  fields: { [Key in keyof Fields<N>]: fc.Arbitrary<Fields<N>[Key]> },
): [N, fc.Arbitrary<Action>] {
  const action = fc.record({ do: fc.constant(name), ...fields })
  return [name, action as unknown as fc.Arbitrary<Action>]
}

/** How often each happens in the mixed lists; kills and failures as often as they never do. */
const WEIGHED: [weight: number, name: Name, fc.Arbitrary<Action>][] = [
  [36, ...one('write', { who: editor, paragraph: place, at: place, letters })],
  [4, ...one('newParagraph', { who: editor, at: place })],
  [12, ...one('delete', { who: editor, paragraph: place, at: place, letters })],
  [5, ...one('deleteParagraph', { who: editor, paragraph: place })],
  [5, ...one('replaceParagraph', { who: editor, paragraph: place })],
  [4, ...one('format', { who: editor, paragraph: place, at: place, isBold: fc.boolean() })],
  [2, ...one('setLevel', { who: editor, paragraph: place, level: fc.nat(3) })],
  [40, ...one('toServer', { who, messages })],
  [34, ...one('toClient', { who, messages })],
  [9, ...one('calm', {})],
  [6, ...one('disconnect', { who, isNoticed: fc.boolean() })],
  [10, ...one('connect', { who })],
  [3, ...one('newTab', { who })],
  [8, ...one('holdDisk', {})],
  [12, ...one('releaseDisk', { jobs: fc.nat(4) })],
  [6, ...one('failDisk', { isStored })],
  [1, ...one('breakDisk', {})],
  [2, ...one('mendDisk', {})],
  // As long as a caret may wait, a compaction, and longer than a commit may take.
  [4, ...one('passTime', { milliseconds: fc.constantFrom(200, 6_000, 31_000) })],
  [2, ...one('withdraw', { who: fc.nat(4), isTold })],
  [4, ...one('grant', { who: fc.nat(4), isTold })],
  [5, ...one('freeze', {})],
  [12, ...one('thaw', {})],
  [2, ...one('writeAsServer', { who: fc.nat(3) })],
  [2, ...one('forge', { whose: place })],
  [1, ...one('restart', {})],
  [7, ...one('kill', { stored: fc.nat(3), delivered: fc.nat(6), tabs: fc.nat(127) })],
]

/**
 * Lists that dwell on one thing find more than lists of everything: what makes each special, as
 * factors on the weights above.
 */
const THEMES = {
  mixed: {},
  crashes: { kill: 3, holdDisk: 2, calm: 1.5, freeze: 0, withdraw: 0 },
  disk: { failDisk: 6, holdDisk: 2, kill: 1.5, calm: 1.5, freeze: 0, withdraw: 0 },
  freezes: {
    freeze: 8,
    thaw: 4,
    calm: 2,
    failDisk: 0,
    breakDisk: 0,
    withdraw: 0,
    newTab: 0,
    kill: 0.2,
  },
  rights: { withdraw: 6, grant: 5, freeze: 3, thaw: 2, calm: 2, failDisk: 0, kill: 0.2, newTab: 0 },
  stalls: {
    passTime: 6,
    holdDisk: 2,
    releaseDisk: 2,
    failDisk: 2,
    freeze: 2,
    kill: 0.3,
    calm: 1.5,
  },
  rewriting: { replaceParagraph: 3, deleteParagraph: 2, newParagraph: 4, freeze: 0, kill: 0.5 },
  compaction: {
    write: 2,
    toServer: 2,
    calm: 1.5,
    kill: 2,
    newTab: 2,
    freeze: 0,
    withdraw: 0,
    holdDisk: 0,
  },
  coming: {
    disconnect: 4,
    connect: 3,
    newTab: 4,
    delete: 3,
    kill: 0.3,
    freeze: 0.3,
    holdDisk: 0.5,
  },
} satisfies Record<string, Partial<Record<Name, number>>>

export type Theme = keyof typeof THEMES
export const THEME_NAMES = Object.keys(THEMES) as Theme[]

/** Lists of so many actions. */
export function actionLists(theme: Theme, length: number): fc.Arbitrary<Action[]> {
  const factors: Partial<Record<Name, number>> = THEMES[theme]
  const weighed = WEIGHED.map(([weight, name, arbitrary]) => ({
    weight: Math.round(weight * (factors[name] ?? 1)),
    arbitrary,
  }))
  const action = fc.oneof(...weighed.filter(({ weight }) => weight > 0))
  return fc.array(action, { minLength: length, maxLength: length, size: 'max' })
}
