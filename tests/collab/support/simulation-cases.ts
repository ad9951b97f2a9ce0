import type { Action } from './simulation-actions.ts'

export interface SimulationCase {
  /** What was wrong when it was found. */
  name: string
  actions: Action[]
}

/**
 * Lists that once failed, shrunk. Each is named after the error that it showed; copy a new one from
 * what a failing seed prints.
 */
export const CASES: SimulationCase[] = [
  {
    name: 'C7: a right that was taken and given again before anybody asked kept its owner mute',
    actions: [
      { do: 'write', who: 0, paragraph: 0, at: 0, letters: 1 },
      { do: 'freeze' },
      { do: 'toServer', who: 0, messages: 1 },
      { do: 'thaw' },
    ],
  },
  {
    name: 'C7: the same by a withdrawal of which nobody was told',
    actions: [
      { do: 'write', who: 2, paragraph: 0, at: 0, letters: 1 },
      { do: 'withdraw', who: 2, isTold: false },
      { do: 'toServer', who: 2, messages: 3 },
      { do: 'grant', who: 0, isTold: true },
      { do: 'calm' },
    ],
  },
  {
    name: 'C12: a commit that came after its deadline was unknown to the room opened since',
    actions: [
      { do: 'write', who: 0, paragraph: 0, at: 0, letters: 1 },
      { do: 'holdDisk' },
      { do: 'toServer', who: 0, messages: 1 },
      { do: 'passTime', milliseconds: 31_000 },
      ...everybodyHears(),
      { do: 'connect', who: 6 },
      { do: 'releaseDisk', jobs: 0 },
    ],
  },
  {
    name: 'C12: the same of a commit whose answer was a failure',
    actions: [
      { do: 'write', who: 0, paragraph: 0, at: 0, letters: 1 },
      { do: 'holdDisk' },
      { do: 'toServer', who: 0, messages: 1 },
      { do: 'passTime', milliseconds: 31_000 },
      ...everybodyHears(),
      { do: 'connect', who: 6 },
      { do: 'failDisk', isStored: true },
    ],
  },
  {
    name: 'H6: words that came when their paragraph was replaced and compacted were offered to nobody',
    actions: [
      { do: 'write', who: 1, paragraph: 0, at: 0, letters: 2 },
      { do: 'disconnect', who: 1, isNoticed: true },
      { do: 'replaceParagraph', who: 0, paragraph: 0 },
      { do: 'write', who: 0, paragraph: 1, at: 0, letters: 1 },
      { do: 'toServer', who: 0, messages: 6 },
      { do: 'write', who: 0, paragraph: 1, at: 0, letters: 1 },
      { do: 'write', who: 0, paragraph: 1, at: 0, letters: 1 },
      { do: 'toServer', who: 0, messages: 6 },
      { do: 'calm' },
      { do: 'connect', who: 0 },
    ],
  },
  {
    name: 'H6: a deletion that came alone, of a paragraph whose letters had been deleted unsaid',
    actions: [
      { do: 'writeAsServer', who: 0 },
      { do: 'calm' },
      { do: 'delete', who: 1, paragraph: 0, at: 0, letters: 1 },
      { do: 'kill', stored: 0, delivered: 0, tabs: 0 },
      { do: 'deleteParagraph', who: 1, paragraph: 0 },
      { do: 'toServer', who: 1, messages: 3 },
      { do: 'kill', stored: 0, delivered: 0, tabs: 0 },
    ],
  },
]

/** Each of the seven reads what it was sent. */
function everybodyHears(): Action[] {
  return Array.from({ length: 7 }, () => ({ do: 'toClient', who: 0, messages: 9 }))
}
