/** Where the seats of a half circle stand, as shares of a box twice as wide as high. */
export interface SeatPlace {
  /** Across, 0 at the start of the arc, 1 at its end. */
  x: number
  /** Down, 0 at the crown, 1 at the chair. */
  y: number
  /** Degrees to turn a seat so that it faces the chair. */
  turn: number
  row: number
}

const outer = 0.92
const step = 0.3

/** Rows from the outside in, filled in order from one end to the other: membership order reads along
 * each arc. Up to 7 agencies sit in one row, up to 24 in two, more in three. */
export function hemicyclePlaces(count: number): SeatPlace[] {
  const rows = count <= 7 ? 1 : count <= 24 ? 2 : 3
  const radii = Array.from({ length: rows }, (_, row) => outer - row * step)
  // By the square: inner seats need more angle each, since plates are as wide there as outside.
  const total = radii.reduce((sum, radius) => sum + radius ** 2, 0)
  let left = count
  return radii.flatMap((radius, row) => {
    const seats =
      row === rows - 1 ? left : Math.min(left, Math.round((count * radius ** 2) / total))
    left -= seats
    return Array.from({ length: seats }, (_, index) => placeAt(seats, index, radius, row))
  })
}

function placeAt(seats: number, index: number, radius: number, row: number): SeatPlace {
  // A little less than the half circle: the ends stay clear of the chair's line.
  const margin = seats === 1 ? Math.PI / 2 : 0.11
  const angle = seats === 1 ? Math.PI / 2 : margin + ((Math.PI - 2 * margin) * index) / (seats - 1)
  return {
    x: 0.5 - (Math.cos(angle) * radius) / 2,
    y: 1 - Math.sin(angle) * radius,
    turn: (angle * 180) / Math.PI - 90,
    row,
  }
}

/** The radii of the rows as shares of the box's height, for drawing the arcs themselves. */
export function hemicycleRows(count: number): number[] {
  const rows = count <= 7 ? 1 : count <= 24 ? 2 : 3
  return Array.from({ length: rows }, (_, row) => outer - row * step)
}
