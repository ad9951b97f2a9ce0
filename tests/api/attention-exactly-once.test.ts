import { expect, it } from 'vitest'
import { attentionCommands } from '#server/features/attention/attention-service.ts'
import { startNotifications } from '#server/features/attention/index.ts'
import { attention } from '#shared/contracts/attention.ts'
import { runCommand } from '#server/storage/run-command.ts'
import { ask } from '#tests/support/ask.ts'
import { attentionWorld } from '#tests/support/attention-world.ts'
import type { Client } from '#tests/support/installation.ts'

class PowerCut extends Error {}

it('a crash in the middle of a step loses and repeats nothing: rows, mails and cursor stand or fall together', async () => {
  const world = await attentionWorld({ smtpUrl: 'smtp://127.0.0.1:9' })
  await world.settled()
  const input = { groupId: world.groupId, isMailConfigured: true }
  const count = async () => {
    const { db } = world.services.storage
    const [row] = await db
      .selectFrom('notification')
      .select((eb) => [
        eb.fn.countAll<number>().as('notifications'),
        eb
          .selectFrom('mail')
          .select((mail) => mail.fn.countAll<number>().as('count'))
          .where('address', '=', 'fp.beta@council.example')
          .as('mails'),
      ])
      .where('kind', '=', 'reply')
      .execute()
    return row
  }
  // A step of our own, on a connection of our own: what the installation's reader would do.
  const step = (cut: boolean) =>
    world.arrange.transaction().execute(async (db) => {
      const command = attentionCommands.advance
      const { value } = await runCommand(db, { command, input, key: null }, 0)
      if (cut) throw new PowerCut()
      return value
    })

  await world.answerBeta('Which?')
  await world.settled()
  const once = { notifications: 1, mails: 1 }
  expect(await count()).toEqual(once)
  // A restored cursor reads the same events again: the same rows, and no second mail.
  await world.arrange.updateTable('log_reader').set({ seq: 0 }).execute()
  await step(false)
  expect(await count()).toEqual(once)

  await world.arrange.deleteFrom('notification').execute()
  await world.arrange.deleteFrom('mail').execute()
  await world.arrange.updateTable('log_reader').set({ seq: 0 }).execute()
  await expect(step(true)).rejects.toThrow(PowerCut)
  expect(await count()).toEqual({ notifications: 0, mails: 0 })
  const reader = await world.arrange
    .selectFrom('log_reader')
    .select('seq')
    .executeTakeFirstOrThrow()
  expect(reader.seq).toBe(0)
  await step(false)
  expect(await count()).toEqual(once)
})

it('what was committed while nobody read the log is noticed at the next start', async () => {
  const world = await attentionWorld()
  await world.answerBeta('Which?')
  await world.settled()
  await world.arrange.deleteFrom('notification').execute()
  await world.arrange.deleteFrom('log_reader').execute()
  const next = startNotifications(world.services)
  await next.settled()
  await next.stop()
  const rows = await world.arrange
    .selectFrom('notification')
    .select('kind')
    .where('kind', '=', 'reply')
    .execute()
  expect(rows).toEqual([{ kind: 'reply' }])
})

it('its arrival is told to the person alone, so the bell moves without a reload', async () => {
  const world = await attentionWorld()
  const [beta, other] = [await world.signedIn('fp.beta'), await world.signedIn('principal.beta')]
  await world.settled()
  const [betaAt, otherAt] = [(await world.home(beta)).cursor, (await world.home(other)).cursor]
  await world.answerBeta('Which?')
  await world.settled()
  const kinds = async (client: Client, after: string) => {
    const params = { groupId: world.groupId }
    const { events } = await ask(client, attention.events, { params, query: { after } })
    return events.map((event) => event.kind)
  }
  expect(await kinds(beta, betaAt)).toEqual(['post.written', 'notification.arrived'])
  expect(await kinds(other, otherAt)).toEqual(['post.written'])
})
