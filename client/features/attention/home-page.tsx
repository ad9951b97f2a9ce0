import { usePlace } from '../../shell/place.tsx'
import { usePerson } from '../../shell/session.tsx'
import { GroupHome } from './group-home.tsx'
import { NoSeatHome } from './no-seat-home.tsx'

/** `/`: what waits for me, what is new, what is being written. */
export function HomePage() {
  const { group } = usePlace()
  const { isAdministrator } = usePerson()
  if (!group || (group.seats.length === 0 && isAdministrator)) return <NoSeatHome group={group} />
  return <GroupHome key={group.id} group={group} />
}
