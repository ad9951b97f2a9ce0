import { expect, onTestFinished, test } from 'vitest'
import { TextDesk, textDeadlines } from '#server/features/drafts/text-desk.ts'
import { keptText } from '#server/features/drafts/text-pack.ts'
import { paragraphNode, textNodes } from '#shared/editor/draft-node.ts'

const doc = { type: 'doc', content: [paragraphNode(textNodes('As agreed.'))] }
const stored = { ...keptText(doc), bytes: null, keyframe: null }

function desk(deadlines = textDeadlines): TextDesk {
  const opened = new TextDesk(deadlines)
  onTestFinished(() => opened.close())
  return opened
}

const read = (at: TextDesk, text = stored) =>
  at.run('render', { source: { stored: text }, format: 'text' })

test('what passes its deadline ends with a clear error, and the next task is done', async () => {
  const hurried = desk({ writing: 1, reading: 1 })
  await expect(read(hurried)).rejects.toMatchObject({ code: 'took_too_long' })
  await expect(read(hurried)).rejects.toMatchObject({ code: 'took_too_long' })
  expect(await read(desk())).toBe('As agreed.')
})

test('a text without its fingerprint is damaged, one that cannot be read is a fault; others go on', async () => {
  const at = desk()
  const forged = { ...stored, document: stored.document.replace('agreed', 'imagined') }
  await expect(read(at, forged)).rejects.toMatchObject({ code: 'damaged' })
  const broken = at.run('restore', { parts: [Uint8Array.of(1, 2, 3)], target: stored, clientId: 1 })
  await expect(broken).rejects.toMatchObject({ code: 'internal' })
  expect(await read(at)).toBe('As agreed.')
})

test('who comes when very many wait is told so at once', async () => {
  const at = desk()
  const asked = await Promise.allSettled(Array.from({ length: 40 }, () => read(at)))
  const refused = asked.filter((one) => one.status === 'rejected')
  expect(refused).toHaveLength(8)
  expect(refused[0]!.reason).toMatchObject({ code: 'busy' })
})
