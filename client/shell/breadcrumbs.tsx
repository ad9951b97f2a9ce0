import { IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import css from './page.module.css'

export interface Crumb {
  label: string
  /** Left out for the page itself, which is the last. */
  to?: string
}

/** Where one is. The last crumb is the page itself. */
export function Breadcrumbs(props: { crumbs: Crumb[] }) {
  const { t } = useTranslation('shell')
  return (
    <nav aria-label={t('breadcrumb')} style={{ minInlineSize: 0 }}>
      <ol className={css['crumbs']}>
        {props.crumbs.map((crumb, index) => (
          <li
            key={crumb.to ?? crumb.label}
            aria-current={crumb.to === undefined ? 'page' : undefined}
          >
            {index > 0 ? (
              <IconChevronRight className="mirror" size={14} stroke={1.75} aria-hidden />
            ) : null}
            {crumb.to === undefined ? (
              <span className={`${css['crumbText']} ${css['here']}`} dir="auto">
                {crumb.label}
              </span>
            ) : (
              <Link className={css['crumbText']} to={crumb.to} dir="auto">
                {crumb.label}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
