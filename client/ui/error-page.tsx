import { Button } from '@mantine/core'
import {
  IconAlertTriangle,
  IconClockOff,
  IconCloudOff,
  IconDoorOff,
  IconLinkOff,
  type Icon,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { FailureCode } from '../api/api-error.ts'
import { Bidi } from './bidi.tsx'
import css from './error-page.module.css'

/** `notHere` is the one answer to everything unknown or not yours: it tells neither which. */
export type ErrorKind =
  | 'notHere'
  | 'offline'
  | 'expired'
  | 'used'
  | 'revoked'
  | 'unknown'
  | 'notSetUp'
  | 'broken'

export interface OfficeContact {
  group: string
  name: string | null
  email: string | null
}

const icons: Record<ErrorKind, Icon> = {
  notHere: IconDoorOff,
  offline: IconCloudOff,
  expired: IconClockOff,
  used: IconLinkOff,
  revoked: IconLinkOff,
  unknown: IconLinkOff,
  notSetUp: IconDoorOff,
  broken: IconAlertTriangle,
}

const kinds: Partial<Record<FailureCode, ErrorKind>> = {
  not_found: 'notHere',
  forbidden: 'notHere',
  offline: 'offline',
  link_expired: 'expired',
  link_used: 'used',
  link_revoked: 'revoked',
  link_unknown: 'unknown',
  not_set_up: 'notSetUp',
}

/** Which page tells a failure. */
export function errorKindOf(code: FailureCode): ErrorKind {
  return kinds[code] ?? 'broken'
}

/**
 * A page in place of what could not be shown.
 * Props: `kind`; `offices`: whom to ask (none: the block is left out); `children`: further acts.
 */
export function ErrorPage(props: {
  kind: ErrorKind
  offices?: OfficeContact[]
  children?: ReactNode
}) {
  const { t } = useTranslation('errors')
  const { kind, offices = [] } = props
  const Icon = icons[kind]
  return (
    <div className={css['page']}>
      <Icon className={css['icon']} size={32} stroke={1.5} aria-hidden />
      <h1 className={css['title']}>{t(`page.${kind}Title`)}</h1>
      <p className={css['text']}>{t(`page.${kind}Text`)}</p>
      {offices.map((office) => (
        <Ask key={office.group} office={office} />
      ))}
      <div className={css['acts']}>
        {props.children}
        {kind === 'offline' || kind === 'broken' || kind === 'notSetUp' ? (
          <Button variant="filled" onClick={() => location.reload()}>
            {t('page.reload')}
          </Button>
        ) : (
          <Button component={Link} to="/">
            {t('page.home')}
          </Button>
        )}
      </div>
    </div>
  )
}

function Ask(props: { office: OfficeContact }) {
  const { t } = useTranslation('errors')
  const { group, name, email } = props.office
  return (
    <section className={css['ask']}>
      <h2 className={css['askTitle']}>{t('page.askOfficeOf', { group })}</h2>
      <p className={css['askText']}>{t('page.askOfficeText')}</p>
      {name || email ? (
        <p className={css['contact']}>
          {name ? <Bidi>{name}</Bidi> : null}
          {name && email ? ' · ' : null}
          {email ? (
            <a className="link" href={`mailto:${email}`}>
              {email}
            </a>
          ) : null}
        </p>
      ) : null}
    </section>
  )
}
