import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  type ReactNode,
} from 'react'
import type { GroupSummary } from '#shared/contracts/identity.ts'
import { useSession } from './session.tsx'

interface Place {
  /** The group one is in; null for an administrator without a seat. */
  group: GroupSummary | null
  /** The space of what is on the screen: its entry in the sidebar opens. */
  spaceId: string | null
  chooseGroup: (groupId: string) => void
  stand: (place: { groupId?: string | undefined; spaceId?: string | undefined }) => void
}

const PlaceContext = createContext<Place | null>(null)
const storageKey = 'plenary.group'

/** Addresses name a space, topic or draft, never a group: which group one is in follows from what
 * one looks at, or was chosen in the sidebar. */
export function PlaceProvider({ children }: { children: ReactNode }) {
  const { groups } = useSession()
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(storageKey))
  const [spaceId, setSpaceId] = useState<string | null>(null)
  const group = groups.find((one) => one.id === chosen) ?? groups[0] ?? null
  const chooseGroup = useCallback((groupId: string) => {
    sessionStorage.setItem(storageKey, groupId)
    setChosen(groupId)
  }, [])
  const stand = useCallback(
    (place: { groupId?: string | undefined; spaceId?: string | undefined }) => {
      setSpaceId(place.spaceId ?? null)
      if (place.groupId) chooseGroup(place.groupId)
    },
    [chooseGroup],
  )
  const value = useMemo(
    () => ({ group, spaceId, chooseGroup, stand }),
    [group, spaceId, chooseGroup, stand],
  )
  return <PlaceContext value={value}>{children}</PlaceContext>
}

export function usePlace(): Place {
  const place = use(PlaceContext)
  if (!place) throw new Error('usePlace needs a PlaceProvider above it')
  return place
}

/** The current group, for pages that cannot be without one. */
export function useGroup(): GroupSummary {
  const { group } = usePlace()
  if (!group) throw new Error('This page needs a group')
  return group
}

/** Says which group and space the page on the screen belongs to. */
export function useStandIn(groupId: string | undefined, spaceId: string | undefined): void {
  const { stand } = usePlace()
  useEffect(() => stand({ groupId, spaceId }), [stand, groupId, spaceId])
}
