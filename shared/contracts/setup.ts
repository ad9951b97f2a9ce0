import { z } from 'zod'
import { calendarDate, contract, email, endpoint, id, shortText, timeZone } from './contract.ts'
import { seatRole } from './people.ts'

export const setupAgency = z.object({
  acronym: z.string().trim().min(1, 'must not be empty').max(40),
  name: shortText,
  kind: z.enum(['entity', 'constituency']).default('entity'),
  label: z.string().trim().max(200).optional(),
  domains: z.array(z.string().trim().toLowerCase().max(253)).max(20).default([]),
})

export const firstRun = z.object({
  group: z.object({
    name: shortText,
    acronym: z.string().trim().min(1, 'must not be empty').max(20),
    timeZone,
  }),
  agencies: z.array(setupAgency).min(1, 'name at least one agency').max(500),
  /** Acronym of the agency in the chair; null is a vacant chair. */
  chair: z
    .object({ acronym: z.string().trim(), from: calendarDate, until: calendarDate })
    .nullable(),
  self: z.object({
    name: shortText,
    email,
    /** Acronym of your own agency. */
    agency: z.string().trim(),
    seat: seatRole.default('secretariat'),
    isAdministrator: z.boolean().default(true),
    password: z.string().min(12, 'at least 12 characters').max(200).optional(),
  }),
})
export type FirstRun = z.output<typeof firstRun>

export const setup = contract('setup', {
  state: endpoint({
    method: 'GET',
    path: '/api/setup',
    summary: 'Whether the first-run link that was just opened may still be used',
    permission: { who: 'anyone' },
    scope: 'never',
    response: z.object({ isOpen: z.boolean() }),
  }),
  run: endpoint({
    method: 'POST',
    path: '/api/setup',
    summary: 'Create the group, its agencies, the chair and yourself; all of it or nothing',
    permission: { who: 'anyone' },
    scope: 'never',
    body: firstRun,
    response: z.object({ groupId: id, personId: id, next: z.string() }),
  }),
})
