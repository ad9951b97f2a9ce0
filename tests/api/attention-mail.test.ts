import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { renderForOutbox } from '#server/mail/outbox-text.ts'
import { invitations } from '#shared/contracts/invitations.ts'
import { day } from '#shared/time.ts'
import { ask } from '#tests/support/ask.ts'
import { type AttentionWorld, attentionWorld } from '#tests/support/attention-world.ts'
import { mailSink } from '#tests/support/mail-sink.ts'

async function reply(world: AttentionWorld, markdown: string) {
  await world.answerBeta(markdown)
  await world.settled()
}

const mailTo = (sink: Awaited<ReturnType<typeof mailSink>>, login: string) =>
  sink.received.filter((mail) => mail.to.includes(`${login}@council.example`))

/** Everything that is on the disk: rows, free pages, the log that is written ahead. */
function bytesOf(world: AttentionWorld): string {
  return ['', '-wal'].map((suffix) => readFileSync(`${world.file}${suffix}`, 'latin1')).join('')
}

describe('mail', () => {
  it('tells at once what names or answers me, threads by topic, and stands in one click’s reach of its end', async () => {
    const sink = await mailSink()
    const world = await attentionWorld({ smtpUrl: sink.url })
    await reply(world, 'Which **two**?')
    const [mail] = mailTo(sink, 'fp.beta').filter((one) => one.text.includes('Which two?'))
    const topicId = await world.idOf('topic', 'topic-tides')
    expect(mail?.headers).toMatchObject({
      subject: 'Re: [HC] Which harbours come first',
      references: `<topic.${topicId}@127.0.0.1>`,
      'in-reply-to': `<topic.${topicId}@127.0.0.1>`,
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
      'auto-submitted': 'auto-generated',
    })
    expect(mail?.text).toContain(`${world.url}/topics/${topicId}#post-3`)
    expect(mail?.html).toContain('<blockquote')

    const stop = /^<(.*)>$/.exec(mail?.headers['list-unsubscribe'] ?? '')?.[1] ?? ''
    const path = new URL(stop).pathname
    const asked = await world.nobody.get(path)
    expect([asked.status, asked.body]).toEqual([
      200,
      expect.stringContaining('<form method="post">'),
    ])
    await reply(world, 'Still here?')
    expect(mailTo(sink, 'fp.beta').some((one) => one.text.includes('Still here?'))).toBe(true)
    expect((await world.nobody.post(path)).status).toBe(200)
    const count = mailTo(sink, 'fp.beta').length
    await reply(world, 'And now?')
    expect(mailTo(sink, 'fp.beta')).toHaveLength(count)
    expect((await world.nobody.post(`${path}x`)).status).toBe(404)
  })

  it('H9 links are made as the letters leave, work, and stand nowhere on the disk', async () => {
    const sink = await mailSink()
    const world = await attentionWorld({ smtpUrl: sink.url })
    const spaceId = await world.idOf('space', 'tides')
    const secretariat = await world.as('secretariat')
    const recipient = {
      agencyId: await world.idOf('agency', 'delta'),
      isForAgency: true,
      email: 'new.person@delta.example',
    }
    const sent = await ask(secretariat, invitations.send, {
      params: { spaceId },
      body: { recipients: [recipient], role: 'takesPart', message: 'Your tables, please.' },
    })
    expect(sent.invitations[0]).toMatchObject({ outcome: 'mailed', link: null })
    await world.nobody.post('/api/sign-in/link-request', { email: 'fp.gamma@council.example' })
    await world.settled()

    const letter = sink.received.find((mail) => mail.to.includes('new.person@delta.example'))
    const invite = /\/invite\/([0-9a-z]{52})/.exec(letter?.text ?? '')
    const [signIn] = mailTo(sink, 'fp.gamma').flatMap(
      (mail) => /\/link\/([0-9a-z]{52})/.exec(mail.text) ?? [],
    )
    expect(letter?.text).toContain('Your tables, please.')
    expect((await world.nobody.get(invite?.[0] ?? '')).status).toBe(303)
    expect((await world.nobody.get(signIn ?? '')).status).toBe(303)
    const bytes = bytesOf(world)
    expect(bytes).not.toContain(invite?.[1])
    expect(bytes).not.toContain(signIn?.slice('/link/'.length))
    expect(bytes).toContain('new.person@delta.example')
    const channels = await world.arrange.selectFrom('invitation_link').select('channel').execute()
    expect(channels).toContainEqual({ channel: 'mail' })
  })

  it('without a mail server every message stands in the outbox as not sent, its link and its words masked', async () => {
    const world = await attentionWorld()
    await reply(world, 'Words of the post.')
    await world.nobody.post('/api/sign-in/link-request', { email: 'fp.gamma@council.example' })
    const { db } = world.services.storage
    const rows = await db.selectFrom('mail').selectAll().execute()
    expect(new Set(rows.map((row) => row.state))).toEqual(new Set(['notSent']))
    const shown = await Promise.all(rows.map((row) => renderForOutbox(db, row)))
    const all = JSON.stringify(shown)
    expect(all).toContain('the link is shown to its recipient only')
    for (const secret of ['Words of the post', 'Which harbours', 'Tides', '/link/']) {
      expect(all).not.toContain(secret)
    }
    const jobs = await db.selectFrom('job').select('id').where('kind', '=', 'mail').execute()
    expect(jobs).toEqual([])
  })

  it('gathers a day’s notifications into one letter in the morning, and leaves out what was read', async () => {
    const sink = await mailSink()
    const world = await attentionWorld({ smtpUrl: sink.url })
    const beta = await world.signedIn('fp.beta')
    await beta.patch('/api/account', { mailFrequency: 'daily', language: 'fr' })
    for (const markdown of ['First.', 'Second.', 'Third.']) await reply(world, markdown)
    const topicId = await world.idOf('topic', 'topic-tides')
    await (await world.as('fp.beta')).put(`/api/topics/${topicId}/read`, { ranges: [[4, 4]] })
    const digests = () => mailTo(sink, 'fp.beta').filter((mail) => /résumé/.test(mail.text))
    expect(digests()).toEqual([])
    const job = await world.arrange
      .selectFrom('job')
      .selectAll()
      .where('kind', '=', 'digest')
      .execute()
    expect(job).toHaveLength(1)
    expect((job[0]?.run_at ?? 0) - Date.now()).toBeLessThanOrEqual(day)
    await world.arrange.updateTable('job').set({ run_at: 1 }).where('kind', '=', 'digest').execute()
    await world.settled()
    await world.settled()
    const [digest, ...more] = digests()
    expect(more).toEqual([])
    expect(digest?.headers['subject']).toBe('2 nouvelles pour vous')
    expect([digest?.text.includes('First.'), digest?.text.includes('Second.')]).toEqual([
      true,
      false,
    ])

    await reply(world, 'Fourth.')
    const next = await world.arrange
      .selectFrom('job')
      .select('id')
      .where('kind', '=', 'digest')
      .where('done_at', 'is', null)
      .execute()
    expect(next).toHaveLength(1)
  })

  it('an address that the mail server refuses is given up at once; a server that is away is asked again', async () => {
    const sink = await mailSink()
    const world = await attentionWorld({ smtpUrl: sink.url })
    const state = async () => {
      const row = await world.arrange
        .selectFrom('mail')
        .innerJoin('job', 'job.key', 'mail.id')
        .select(['mail.state', 'mail.error', 'job.done_at', 'job.attempts'])
        .where('mail.kind', '=', 'signIn')
        .orderBy('mail.created_at', 'desc')
        .orderBy('mail.id', 'desc')
        .executeTakeFirstOrThrow()
      return { ...row, isDone: row.done_at !== null }
    }
    sink.refuse = { code: 451, message: 'try later' }
    await world.nobody.post('/api/sign-in/link-request', { email: 'fp.gamma@council.example' })
    await world.settled()
    expect(await state()).toMatchObject({ state: 'waiting', isDone: false, attempts: 1 })
    sink.refuse = { code: 550, message: 'no such mailbox' }
    await world.nobody.post('/api/sign-in/link-request', { email: 'fp.beta@council.example' })
    await world.settled()
    expect(await state()).toMatchObject({
      state: 'failed',
      isDone: true,
      error: expect.stringContaining('no such mailbox') as unknown,
    })
  })

  it('H24 word of a sign-in link made on the machine comes by mail even to who wants none', async () => {
    const sink = await mailSink()
    const world = await attentionWorld({ smtpUrl: sink.url })
    const person = await world.personId('fp.gamma')
    await world.arrange
      .updateTable('person')
      .set({ mail_frequency: 'none' })
      .where('id', '=', person)
      .execute()
    await world.signedIn('fp.gamma')
    await world.settled()
    const [mail] = mailTo(sink, 'fp.gamma')
    expect(mail?.headers['subject']).toBe('[HC] About the security of your account')
    expect(mail?.text).toContain('A sign-in link for')
  })
})
