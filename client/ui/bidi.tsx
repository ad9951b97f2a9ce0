import type { ReactNode } from 'react'

/** Text that people wrote, inside a sentence of ours: isolated, in its own direction.
 * Props: `lang` where known. For blocks put `dir="auto"` on the block instead. */
export function Bidi(props: {
  children: ReactNode
  lang?: string
  className?: string | undefined
}) {
  return (
    <bdi dir="auto" lang={props.lang} className={props.className}>
      {props.children}
    </bdi>
  )
}

/** Symbols and codes (`GMG/2007/WP.1/Rev.1`): always left to right, even in Arabic. */
export function Code(props: { children: ReactNode; className?: string }) {
  return (
    <bdi dir="ltr" className={props.className}>
      {props.children}
    </bdi>
  )
}
