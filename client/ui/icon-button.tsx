import { ActionIcon, type ActionIconProps } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ButtonHTMLAttributes, Ref } from 'react'

/**
 * A button that is only an icon: its label is its accessible name and its tooltip.
 * Props: `label`, `icon`, `onClick`; `keys` shows a shortcut in the tooltip; `isPressed` for toggles;
 * `isMirrored` for arrows and undo, which turn with the direction. Further button attributes pass.
 */
export function IconButton(
  props: {
    label: string
    icon: Icon
    keys?: string
    isPressed?: boolean
    isMirrored?: boolean
    ref?: Ref<HTMLButtonElement>
  } & Pick<ActionIconProps, 'size' | 'variant' | 'loading'> &
    Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'color' | 'style'>,
) {
  const { label, icon: Icon, keys, isPressed, isMirrored, ref, ...rest } = props
  return (
    <ActionIcon
      ref={ref}
      aria-label={label}
      aria-pressed={isPressed}
      data-tip={label}
      data-tip-keys={keys}
      variant={isPressed ? 'light' : 'subtle'}
      {...rest}
    >
      <Icon size={18} stroke={1.75} className={isMirrored ? 'mirror' : undefined} aria-hidden />
    </ActionIcon>
  )
}
