import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { drafts } from '#shared/contracts/drafts.ts'
import { spaces } from '#shared/contracts/spaces.ts'
import { queryOf } from '../../api/query-of.ts'
import { usePlace } from '../../shell/place.tsx'
import { isBuilt } from '../../screens.ts'
import { ProvenanceBadge } from '../../ui/provenance-badge.tsx'
import { RestsOn } from '../../ui/rests-on.tsx'
import { RollCall } from '../../ui/roll-call.tsx'
import { Time } from '../../ui/time.tsx'
import { AccessWords } from './access-words.tsx'
import type { ShownSpace } from './space-header.tsx'
import css from './space-rail.module.css'

/** Beside a space's discussions: what it is, why one may see it, drafts in it, who is here. */
export function SpaceRail(props: { shown: ShownSpace }) {
  const { t } = useTranslation('spaces')
  const { space, access, may } = props.shown
  return (
    <>
      <section>
        <h2 className={css['heading']}>{t('about')}</h2>
        <p className={css['text']}>
          {space.openedBy
            ? t('openedBy', { agency: space.openedBy.acronym })
            : t(`kind.${space.kind}`)}
        </p>
        <p className={css['rests']}>
          {t('restsOn')} <RestsOn restsOn={space.restsOn} />{' '}
          <ProvenanceBadge provenance={space.provenance} />
        </p>
      </section>
      <section>
        <h2 className={css['heading']}>{t('access.title')}</h2>
        <AccessWords access={access} />
      </section>
      {isBuilt('draft') ? <RecentDrafts spaceId={space.id} /> : null}
      {may.seePeople ? <AgenciesHere spaceId={space.id} /> : null}
    </>
  )
}

const mostDrafts = 3

function RecentDrafts(props: { spaceId: string }) {
  const { t } = useTranslation(['spaces', 'common'])
  const { spaceId } = props
  const { data } = useQuery(queryOf(drafts.list, { params: { spaceId } }))
  const recent = (data?.drafts ?? []).filter((draft) => draft.state !== 'withdrawn')
  if (recent.length === 0) return null
  return (
    <section>
      <h2 className={css['heading']}>{t('recentDrafts')}</h2>
      <ul className={css['drafts']}>
        {recent.slice(0, mostDrafts).map((draft) => (
          <li key={draft.id}>
            <Link className={css['draft']} to={`/drafts/${draft.id}`} dir="auto">
              {draft.title}
            </Link>
            <span className={css['meta']}>
              {t(`common:draftState.${draft.state}`)}
              {draft.editedAt === null ? null : (
                <>
                  {' · '}
                  <Time at={draft.editedAt} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Agencies that have access, and which of them someone sits for here. */
function AgenciesHere(props: { spaceId: string }) {
  const { t } = useTranslation('spaces')
  const { group } = usePlace()
  const { spaceId } = props
  const { data } = useQuery(queryOf(spaces.people, { params: { spaceId } }))
  const own = new Set((group?.seats ?? []).flatMap((seat) => seat.agency?.id ?? []))
  const present = new Set((data?.people ?? []).flatMap((person) => person.agency?.id ?? []))
  const agencies = (data?.access ?? []).flatMap(({ agency }) =>
    agency ? [{ ...agency, isYes: present.has(agency.id), isOwn: own.has(agency.id) }] : [],
  )
  if (agencies.length === 0) return null
  const here = agencies.filter((agency) => agency.isYes).length
  return (
    <section>
      <h2 className={css['heading']}>{t('agenciesHere')}</h2>
      <RollCall
        agencies={agencies}
        words={t('haveSomeone', { here, count: agencies.length })}
        yes={t('someoneHere')}
        notYet={t('nobodyYet')}
      />
      <p className={css['persons']}>
        <Link className="link" to={`/spaces/${spaceId}/people`}>
          {t('whoIsHere', { count: data?.people.length ?? 0 })}
        </Link>
      </p>
    </section>
  )
}
