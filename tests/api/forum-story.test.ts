import { expect, it } from 'vitest'
import { startInstallation } from '#tests/support/installation.ts'

it('a reply by one agency is read by another, and an outsider gets the answer of an unknown topic', async () => {
  const hc = await startInstallation()
  const topicId = await hc.idOf('topic', 'topic-tides')
  const beta = await hc.as('fp.beta')
  const secretariat = await hc.as('secretariat')
  const gamma = await hc.as('fp.gamma')
  const posted = await beta.post(`/api/topics/${topicId}/posts`, {
    markdown: 'A **third** one.',
    parentNumber: 1,
  })
  expect(posted.status).toBe(200)
  const page = await secretariat.get(`/api/topics/${topicId}`)
  expect(
    page.body.posts.map((post: { number: number; html: string }) => [post.number, post.html]),
  ).toEqual([
    [1, expect.stringContaining('Please name')],
    [2, expect.stringContaining('We have two')],
    [3, expect.stringContaining('<strong>third</strong>')],
  ])
  const hidden = await gamma.get(`/api/topics/${topicId}`)
  const unknown = await gamma.get('/api/topics/0000000000000000')
  expect([hidden.status, hidden.body]).toEqual([404, unknown.body])
})
