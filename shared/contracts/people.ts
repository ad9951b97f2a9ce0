import { z } from 'zod'
import { seatRoles, spaceRoles } from '../rules/roles.ts'
import { id } from './contract.ts'

/** A colour pair of an agency, chosen for at least 4.5:1 on the light and the dark surface. */
export const colour = z.object({ light: z.string(), dark: z.string() })

export const agencyPlate = z.object({
  id,
  acronym: z.string(),
  plate: z.string(),
  name: z.string(),
  colour,
})
export type AgencyPlate = z.output<typeof agencyPlate>

/** Who did something, as shown: the person first, the agency they act for beside it. */
export const actor = z.object({
  personId: id,
  name: z.string(),
  agency: agencyPlate.nullable(),
  isUnconfirmed: z.boolean(),
})
export type Actor = z.output<typeof actor>

export const seatRole = z.enum(seatRoles)
export const spaceRole = z.enum(spaceRoles)
