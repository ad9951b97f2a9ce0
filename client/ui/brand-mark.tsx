/** The product's mark: a small hemicycle with the chair's desk. Decorative; the name stands beside
 * it or in a label. Props: `size` in px. */
export function BrandMark(props: { size?: number }) {
  const size = props.size ?? 20
  return (
    <svg
      width={size}
      height={(size * 22) / 32}
      viewBox="0 0 32 22"
      fill="var(--accent)"
      aria-hidden
      focusable="false"
    >
      {seats.map(([x, y]) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r={2.6} />
      ))}
      <rect x={12.2} y={18} width={7.6} height={3.6} rx={1.8} />
    </svg>
  )
}

const seats = [
  [3.4, 15.4],
  [7.4, 7],
  [16, 3],
  [24.6, 7],
  [28.6, 15.4],
  [10.4, 14.6],
  [16, 10.6],
  [21.6, 14.6],
] as const
