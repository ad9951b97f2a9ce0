import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import {
  IconBell,
  IconBuildingCommunity,
  IconFileText,
  IconFolder,
  IconHome,
  IconKeyboard,
  IconMessages,
  IconUser,
  type Icon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { attention } from '#shared/contracts/attention.ts'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import { queryOf } from '../../api/query-of.ts'
import { useGroup } from '../place.tsx'

export interface PaletteOption {
  id: string
  heading: string
  icon: Icon
  label: string
  beside?: string
  run: () => void
}

const shortest = 2

/** What the palette offers for the words typed: pages at once, then what the server finds among
 * what one may see. */
export function usePaletteOptions(typed: string, openShortcuts: () => void) {
  const group = useGroup()
  const [words] = useDebouncedValue(typed.trim(), 120)
  const found = useQuery({
    ...queryOf(attention.find, { params: { groupId: group.id }, query: { q: words } }),
    enabled: words.length >= shortest,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
  const pages = usePages(openShortcuts).filter((page) => matches(page.label, typed))
  const results = useFound(typed.trim().length >= shortest ? found.data : undefined)
  return {
    options: [...pages, ...results],
    isTooShort: typed.trim().length > 0 && typed.trim().length < shortest,
    isPending: found.isFetching || words !== typed.trim(),
  }
}

function usePages(openShortcuts: () => void): PaletteOption[] {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const group = useGroup()
  const page = (to: string, label: string, icon: Icon): PaletteOption => ({
    id: to,
    heading: t('palette.goTo'),
    icon,
    label,
    run: () => void navigate(to),
  })
  return [
    page('/', t('home'), IconHome),
    page('/notifications', t('notifications'), IconBell),
    ...(group.isMember ? [page('/members', t('members'), IconBuildingCommunity)] : []),
    page('/account', t('account'), IconUser),
    {
      id: 'shortcuts',
      heading: t('palette.goTo'),
      icon: IconKeyboard,
      label: t('keyboardShortcuts'),
      run: openShortcuts,
    },
  ]
}

function useFound(answer: ResponseOf<typeof attention.find> | undefined): PaletteOption[] {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  if (!answer) return []
  const go = (to: string) => () => void navigate(to)
  return [
    ...answer.spaces.map((space) => ({
      id: space.id,
      heading: t('palette.spaces'),
      icon: IconFolder,
      label: space.name,
      run: go(`/spaces/${space.id}`),
    })),
    ...answer.topics.map((topic) => ({
      id: topic.id,
      heading: t('palette.topics'),
      icon: IconMessages,
      label: topic.title,
      beside: topic.spaceName,
      run: go(`/topics/${topic.id}`),
    })),
    ...answer.drafts.map((draft) => ({
      id: draft.id,
      heading: t('palette.drafts'),
      icon: IconFileText,
      label: draft.title,
      beside: draft.spaceName,
      run: go(`/drafts/${draft.id}`),
    })),
    ...answer.people.map((person) => ({
      id: person.personId,
      heading: t('palette.people'),
      icon: IconUser,
      label: person.name,
      beside: person.agency?.plate ?? '',
      run: go(`/members?person=${person.personId}`),
    })),
  ]
}

/** Case and accents aside, as people type in a hurry. */
function matches(label: string, typed: string): boolean {
  return plain(label).includes(plain(typed.trim()))
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
