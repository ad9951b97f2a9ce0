import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorPage, type ErrorKind } from '../ui/error-page.tsx'
import { focusContent } from './content-focus.ts'
import { useSession } from './session.tsx'
import css from './page.module.css'

/** The error page inside the shell. Names the chair's offices of the reader's own groups and of no
 * other, whatever the address was: it says nothing about what is behind it. */
export function NotShown(props: { kind: ErrorKind }) {
  const { t } = useTranslation('errors')
  const { groups } = useSession()
  useEffect(focusContent, [])
  const offices = groups.map((group) => ({
    group: group.name,
    name: group.office?.name ?? null,
    email: group.office?.email ?? null,
  }))
  return (
    <main id="content" tabIndex={-1} className={css['main']}>
      <title>{t(`page.${props.kind}Title`)}</title>
      <ErrorPage kind={props.kind} offices={props.kind === 'notHere' ? offices : []} />
    </main>
  )
}
