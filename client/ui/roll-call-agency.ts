import type { PlateAgency } from './nameplate.tsx'

/** An agency in a roll-call: whether it has answered (or joined), and whether it is the reader's. */
export interface RollCallAgency extends PlateAgency {
  id: string
  isYes: boolean
  isOwn: boolean
}
