import type { z } from 'zod'
import { expect } from 'vitest'
import type { invitations } from '#shared/contracts/invitations.ts'
import type { BrowserLike } from './browser-like.ts'
import { ids } from './inviting-group.ts'
import { type InvitingWorld, invitingWorld } from './inviting-world.ts'

export type Sent = z.output<(typeof invitations.send)['response']>['invitations'][number]
export type Opened = z.output<(typeof invitations.opened)['response']>
export type Row = z.output<(typeof invitations.list)['response']>['invitations'][number]

/** Where invitations to the space are sent and listed. */
export const askIn = `/api/spaces/${ids.space}/invitations`
export const worldBank = { agencyId: ids.worldBank, isForAgency: true }
/** Somebody who is new to the installation. */
export const newcomer = { name: 'New Person', email: 'nora@worldbank.example', language: 'en' }

/** A world in which the office is signed in. */
export async function officeWorld(smtpUrl: string | null = null) {
  const made = await invitingWorld(smtpUrl)
  return { ...made, office: await made.signedIn(ids.office) }
}

/** Sends to one recipient and returns what became of it. */
export async function send(
  browser: BrowserLike,
  recipient: object,
  more: object = {},
): Promise<Sent> {
  const answer = await browser.post<{ invitations: Sent[] }>(askIn, {
    recipients: [recipient],
    role: 'takesPart',
    ...more,
  })
  expect(answer).toMatchObject({ status: 200 })
  return answer.body.invitations[0] as Sent
}

/** Opens a link in a browser: a fresh one, unless another is given. */
export async function open(made: InvitingWorld, link: string | null, browser = made.browser()) {
  await browser.get(link ?? '')
  return browser
}

/** Joins by the link that was opened: as the newcomer, unless the body says otherwise. */
export function join(
  browser: BrowserLike,
  body: object = { person: newcomer, seatRole: 'focalPoint' },
) {
  return browser.post<{ code?: string; spaceId: string; personId: string }>(
    '/api/invitation/join',
    body,
  )
}
