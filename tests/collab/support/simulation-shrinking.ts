import fc from 'fast-check'
import { actionLists, THEME_NAMES } from './simulation-actions.ts'
import type { Action, Theme } from './simulation-actions.ts'
import type { Fault } from './simulation-mutations.ts'
import { simulate } from './simulation.ts'

export interface Failure {
  actions: Action[]
  wrong: string[]
}

/** Actions of a seed: many short lists find more than a few long ones. */
const LENGTH = 120
/** Milliseconds for shrinking. */
const PATIENCE = 12_000

/** The list that stands for a seed, always the same; themes take turns. */
export function actionsOf(
  seed: number,
  theme: Theme = THEME_NAMES[seed % THEME_NAMES.length]!,
): Action[] {
  return fc.sample(actionLists(theme, LENGTH), { seed, numRuns: 1 })[0]!
}

/** Runs a list. null when nothing is wrong; else the list, shrunk as far as it still fails. */
export async function failureOf(
  actions: Action[],
  fault: Fault | null = null,
): Promise<Failure | null> {
  const wrong = await simulate(actions, fault)
  return wrong.length === 0 ? null : shrink({ actions, wrong }, fault)
}

/**
 * Takes chunks out of a failing list, halves first and single actions last, then makes its numbers
 * small, as long as something that was wrong still is (delta debugging). Ten times fewer runs than
 * fast-check's own shrinking, which goes through a list from the front.
 */
async function shrink(failure: Failure, fault: Fault | null): Promise<Failure> {
  const deadline = performance.now() + PATIENCE
  const kinds = kindsOf(failure.wrong)
  let best = failure
  const tries = async (actions: Action[]): Promise<boolean> => {
    if (performance.now() > deadline) return false
    const wrong = await simulate(actions, fault)
    if (![...kindsOf(wrong)].some((kind) => kinds.has(kind))) return false
    best = { actions, wrong }
    return true
  }
  let size = best.actions.length
  while (size > 1) {
    size = Math.ceil(size / 2)
    const isSmaller = await takeOut(size, () => best.actions, tries)
    if (isSmaller && size === 1) size = 2
  }
  for (let index = 0; index < best.actions.length; index++) {
    for (const smaller of smallerThan(best.actions[index]!)) {
      if (await tries(best.actions.with(index, smaller))) break
    }
  }
  return best
}

/** From the end: what comes late seldom matters to what went before. */
async function takeOut(
  size: number,
  current: () => Action[],
  tries: (actions: Action[]) => Promise<boolean>,
): Promise<boolean> {
  const before = current().length
  for (let end = before; end > 0; end -= size) {
    await tries(current().toSpliced(Math.max(0, end - size), Math.min(size, end)))
  }
  return current().length < before
}

/** Sentences without whom and which letter. */
function kindsOf(wrong: string[]): Set<string> {
  return new Set(wrong.map((words) => words.replaceAll(/[\u4e00-\u9fff]|\d+/g, '…')))
}

/** The same action with its numbers at 0, and the first of them halved. */
function smallerThan(action: Action): Action[] {
  const numbers = Object.entries(action).filter(
    ([key, value]) => typeof value === 'number' && value > 0 && key !== 'who',
  )
  const allZero = Object.fromEntries(numbers.map(([key]) => [key, 0]))
  const each = numbers.map(([key]) => ({ [key]: 0 }))
  return [allZero, ...each].map((less) => ({ ...action, ...less }) as Action)
}

/** As it can be copied into simulation-cases.ts. */
export function printed({ actions, wrong }: Failure): string {
  const lines = actions.map((action) => `      ${JSON.stringify(action)},`)
  return [...wrong, '', '    actions: [', ...lines, '    ],'].join('\n')
}
