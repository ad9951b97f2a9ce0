import { SegmentedControl, useDirection, type SegmentedControlProps } from '@mantine/core'

/**
 * One of a few, side by side (by time / by reply). Props as Mantine's SegmentedControl; give
 * `aria-label`. Made anew when the direction turns, else its mark stays on the wrong side.
 */
export function Segmented<Value extends string>(
  props: Omit<SegmentedControlProps, 'value' | 'onChange'> & {
    value: Value
    onChange: (value: Value) => void
    'aria-label': string
  },
) {
  const { dir } = useDirection()
  const { onChange, ...rest } = props
  return <SegmentedControl key={dir} {...rest} onChange={(value) => onChange(value as Value)} />
}
