import { audiencesOf } from '#server/log/log-store.ts'
import type { CommittedEvent } from '#server/storage/command.ts'
import type { Viewer } from '#shared/rules/viewer.ts'

/** All of a group but what is addressed to single persons: what its office hears. */
const everythingOf = (groupId: string) => `all:${groupId}`
const aboutSubject = (id: string) => `subject:${id}`

/** The socket.io rooms in which a reader hears what they may know of. */
export function roomsOf(viewer: Viewer): Set<string> {
  // Also of who has no seat any more: that the last one ended is told to them.
  const rooms = new Set<string>([`person:${viewer.personId}`])
  for (const groupId of new Set(viewer.seats.map((seat) => seat.groupId))) {
    const audiences = audiencesOf(viewer, groupId)
    for (const name of audiences.names) rooms.add(name)
    for (const id of audiences.subjectIds) rooms.add(aboutSubject(id))
    if (audiences.isOffice) rooms.add(everythingOf(groupId))
  }
  return rooms
}

/** The rooms in which an event is told; socket.io tells each socket once. */
export function roomsFor(event: CommittedEvent): string[] {
  const rooms: string[] = [event.audience, aboutSubject(event.subject.id)]
  if (!event.audience.startsWith('person:')) rooms.push(everythingOf(event.groupId))
  return rooms
}
