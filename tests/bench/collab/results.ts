import { median } from './measure.ts'
import type { KillFigures } from './scenes/kill.ts'
import type { ServerKind } from './servers/server-kind.ts'
import type { TypingFigures } from './typing-session.ts'

/** One measure of one piece of work: a number for each server and round. */
export interface Measure {
  work: string
  what: string
  unit: 'ms' | 'µs' | 'MiB'
  /** The most that Plenary's share of Hocuspocus' figure may be; null: nothing is wanted. */
  wanted: number | null
  values: Record<ServerKind, number[]>
}

export interface Results {
  measures: Measure[]
  /** Sums over all rounds. */
  kills: { server: ServerKind; rounds: number; figures: KillFigures }[]
  /** Plenary in the first scene when each commit takes so many milliseconds longer. */
  slowerCommits: { delay: number; figures: TypingFigures[] }[]
  /** What a reader of the figures must know. */
  notes: string[]
}

export const noResults = (): Results => ({
  measures: [],
  kills: [],
  slowerCommits: [],
  notes: [],
})

/** Of each round by itself, since a busy machine slows the servers of one round alike. */
export function shares({ values }: Measure): { median: number; least: number; most: number } {
  const all = values.plenary.flatMap((figure, round) => {
    const other = values.hocuspocus[round]
    return other === undefined ? [] : [figure / other]
  })
  return { median: median(all), least: Math.min(...all), most: Math.max(...all) }
}

export function isMet(measure: Measure): boolean | null {
  const share = shares(measure).median
  return measure.wanted === null || Number.isNaN(share) ? null : share <= measure.wanted
}
