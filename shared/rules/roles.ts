export const seatRoles = [
  'focalPoint',
  'alternate',
  'principal',
  'delegate',
  'secretariat',
  'observer',
  'guest',
] as const
export type SeatRole = (typeof seatRoles)[number]

/** From the least to the most. */
export const spaceRoles = ['reads', 'posts', 'takesPart'] as const
export type SpaceRole = (typeof spaceRoles)[number]
