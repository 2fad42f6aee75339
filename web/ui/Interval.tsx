/** A dot and its interval on the row it belongs to; the row says the numbers, so this one is silent. */
type Props = { value: number | null; halfWidth: number; max: number }

export function Interval({ value, halfWidth, max }: Props) {
  if (value === null) return <span className="interval interval-few" aria-hidden="true" />
  const at = (of: number) => `${(100 * Math.max(0, Math.min(max, of))) / max}%`
  const low = Math.max(0, value - halfWidth)
  return (
    <span className="interval" aria-hidden="true">
      <span style={{ left: at(low), width: at(Math.min(max, value + halfWidth) - low) }} />
      <i style={{ left: at(value) }} />
    </span>
  )
}
