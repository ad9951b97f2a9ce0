import type { FirstRun } from '../contracts/setup.ts'
import type { FieldProblem } from '../errors.ts'
import { passwordFault, sayPasswordFault } from './password-rules.ts'

const domainShape = /^[^\s@/:]+\.[^\s@/:.]{2,}$/

function agencyProblems(agencies: FirstRun['agencies']): FieldProblem[] {
  const problems: FieldProblem[] = []
  const seen = new Map<string, number>()
  for (const [index, agency] of agencies.entries()) {
    const key = agency.acronym.toLowerCase()
    const first = seen.get(key)
    if (first !== undefined) {
      const message = `${agency.acronym} stands in row ${first + 1} already`
      problems.push({ path: `agencies.${index}.acronym`, message })
    } else seen.set(key, index)
    for (const [place, domain] of agency.domains.entries()) {
      if (domainShape.test(domain)) continue
      problems.push({
        path: `agencies.${index}.domains.${place}`,
        message: `"${domain}" is not an e-mail domain, such as example.org`,
      })
    }
  }
  return problems
}

/** The place of the agency with this acronym, however written; -1 where there is none. */
export function placeOf(agencies: readonly { acronym: string }[], acronym: string): number {
  const key = acronym.trim().toLowerCase()
  return agencies.findIndex((agency) => agency.acronym.toLowerCase() === key)
}

/** What the contract cannot see of a first run: how its parts fit together. By field; pure. */
export function firstRunProblems(input: FirstRun): FieldProblem[] {
  const { agencies, chair, self } = input
  const problems = agencyProblems(agencies)
  const say = (path: string, message: string) => void problems.push({ path, message })
  if (chair && placeOf(agencies, chair.acronym) < 0)
    say('chair.acronym', 'is not among the agencies')
  if (chair && chair.until < chair.from) say('chair.until', 'must not be before the first day')
  if (placeOf(agencies, self.agency) < 0) say('self.agency', 'is not among the agencies')
  if (self.seat === 'guest' || self.seat === 'observer') {
    say('self.seat', 'choose a seat that may invite or take part: you are the first one here')
  }
  const fault = self.password === undefined ? null : passwordFault(self.password, self)
  if (fault) say('self.password', sayPasswordFault(fault))
  return problems
}
