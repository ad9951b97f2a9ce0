import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import { spaces } from '#shared/contracts/spaces.ts'
import { call } from '../../api/call.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Nameplate } from '../../ui/nameplate.tsx'
import { ProvenanceBadge } from '../../ui/provenance-badge.tsx'
import { RestsOn } from '../../ui/rests-on.tsx'
import { RuledList, RuledRow, Section } from '../../ui/ruled-list.tsx'
import { Time } from '../../ui/time.tsx'

export type SpaceAccess = ResponseOf<typeof spaces.people>['access'][number]

/** Agencies and persons that are admitted to the space. */
export function AccessList(props: {
  access: SpaceAccess[]
  space: { id: string; name: string; kind: 'workspace' | 'project' }
}) {
  const { t } = useTranslation(['spaces', 'common'])
  const { access, space } = props
  const [leaving, setLeaving] = useState<SpaceAccess | null>(null)
  const mixesProvenance = new Set(access.map((row) => row.provenance)).size > 1
  return (
    <Section title={t('people.admitted')}>
      {access.length === 0 ? (
        <p>{t(space.kind === 'workspace' ? 'people.wholeGroup' : 'people.nobody')}</p>
      ) : (
        <RuledList label={t('people.admitted')}>
          {access.map((row) => (
            <RuledRow
              key={row.id}
              lead={plateOf(row)}
              title={row.agency?.name ?? row.person?.name ?? ''}
              meta={
                <>
                  <span>{t(`common:spaceRole.${row.role}`)}</span>
                  <span>
                    {t('people.since')} <Time at={row.since} as="day" />
                  </span>
                  {row.until === null ? null : (
                    <span>
                      {t('access.until')} <Time at={row.until} as="day" />
                    </span>
                  )}
                  <span>
                    {t('restsOn')} <RestsOn restsOn={row.restsOn} />
                  </span>
                  {mixesProvenance ? <ProvenanceBadge provenance={row.provenance} /> : null}
                </>
              }
              end={
                row.may.withdraw ? (
                  <Button variant="subtle" color="stop" onClick={() => setLeaving(row)}>
                    {t('people.withdraw')}
                  </Button>
                ) : null
              }
            />
          ))}
        </RuledList>
      )}
      {leaving ? (
        <WithdrawAccess access={leaving} space={space} onClose={() => setLeaving(null)} />
      ) : null}
    </Section>
  )
}

function plateOf({ agency, person }: SpaceAccess) {
  const shown = agency ?? person?.agency
  return shown ? <Nameplate agency={shown} isNamed={agency !== null} /> : ''
}

function WithdrawAccess(props: {
  access: SpaceAccess
  space: { id: string; name: string }
  onClose: () => void
}) {
  const { t } = useTranslation('spaces')
  const { access, space } = props
  const queryClient = useQueryClient()
  const name = access.agency?.acronym ?? access.person?.name ?? ''
  const withdrawing = useMutation({
    mutationFn: () => call(spaces.withdrawAccess, { params: { accessId: access.id } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: [spaces.people.name] })
      props.onClose()
    },
  })
  return (
    <ConfirmDialog
      isOpen
      onClose={props.onClose}
      onConfirm={() => withdrawing.mutate()}
      title={t('people.withdrawTitle', { name })}
      confirm={t('people.withdrawConfirm', { name })}
      isStop
      isPending={withdrawing.isPending}
      error={withdrawing.error}
    >
      <p>{t('people.withdrawText', { name, space: space.name })}</p>
    </ConfirmDialog>
  )
}
