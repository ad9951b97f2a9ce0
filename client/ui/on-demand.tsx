import {
  cloneElement,
  Suspense,
  useState,
  type ButtonHTMLAttributes,
  type ReactElement,
  type ReactNode,
} from 'react'

/**
 * Menus and popovers whose script is fetched when somebody reaches for them.
 * Props: `trigger`, the button as it looks before; `load`, the import, started on hover and focus;
 * `children`, the same button inside its menu, opened (`defaultOpened`).
 */
export function OnDemand(props: {
  trigger: ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>
  load: () => Promise<unknown>
  children: ReactNode
}) {
  const [isWanted, setWanted] = useState(false)
  if (isWanted) return <Suspense fallback={props.trigger}>{props.children}</Suspense>
  const preload = () => void props.load()
  return cloneElement(props.trigger, {
    'aria-haspopup': true,
    'aria-expanded': false,
    onPointerEnter: preload,
    onFocus: preload,
    onClick: () => setWanted(true),
  })
}
