import { type PasswordFault, passwordFault } from '#shared/rules/password-rules.ts'
import { acronymsOf, domainsOf, isBlank, type SetupValues } from './setup-values.ts'

export type SetupFault =
  | 'wanted'
  | 'noAgency'
  | 'twice'
  | 'badDomain'
  | 'badEmail'
  | 'badDate'
  | 'untilBeforeFrom'
  | 'notListed'
  | PasswordFault

type Faults = Record<string, SetupFault>

const domainShape = /^[^\s@/:]+\.[^\s@/:.]{2,}$/
const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/
const dateShape = /^\d{4}-\d{2}-\d{2}$/

/** What is to be mended before sending, by the form's field paths (`agencies.2.acronym`), in the
 * order of the page. The server looks again; here it can be said in the reader's language. Pure. */
export function setupFaults(values: SetupValues): Faults {
  const { group, chair, self } = values
  const faults: Faults = {}
  if (group.name.trim() === '') faults['group.name'] = 'wanted'
  if (group.acronym.trim() === '') faults['group.acronym'] = 'wanted'
  agencyFaults(values, faults)
  const acronyms = acronymsOf(values.agencies)
  if (chair.isHeld === 'held') {
    const fault = choiceFault(chair.acronym, acronyms)
    if (fault) faults['chair.acronym'] = fault
    if (!dateShape.test(chair.from)) faults['chair.from'] = 'badDate'
    if (!dateShape.test(chair.until)) faults['chair.until'] = 'badDate'
    else if (chair.until < chair.from) faults['chair.until'] = 'untilBeforeFrom'
  }
  if (self.name.trim() === '') faults['self.name'] = 'wanted'
  if (!emailShape.test(self.email.trim())) faults['self.email'] = 'badEmail'
  const ownFault = choiceFault(self.agency, acronyms)
  if (ownFault) faults['self.agency'] = ownFault
  const weak = self.password === '' ? null : passwordFault(self.password, self)
  if (weak) faults['self.password'] = weak
  return faults
}

function agencyFaults({ agencies }: SetupValues, faults: Faults): void {
  if (agencies.every(isBlank)) faults['agencies.0.acronym'] = 'noAgency'
  const seen = new Set<string>()
  for (const [place, row] of agencies.entries()) {
    if (isBlank(row)) continue
    const key = row.acronym.trim().toLowerCase()
    const at = `agencies.${place}`
    if (key === '') faults[`${at}.acronym`] = 'wanted'
    else if (seen.has(key)) faults[`${at}.acronym`] = 'twice'
    seen.add(key)
    if (row.name.trim() === '') faults[`${at}.name`] = 'wanted'
    if (domainsOf(row).some((domain) => !domainShape.test(domain)))
      faults[`${at}.domains`] = 'badDomain'
  }
}

function choiceFault(acronym: string | null, acronyms: string[]): SetupFault | null {
  if (acronym === null || acronym === '') return 'wanted'
  return acronyms.includes(acronym) ? null : 'notListed'
}
