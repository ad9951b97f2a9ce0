import { expect, test } from 'vitest'
import { attachmentHeader, cleanFileName } from '#server/features/files/file-name.ts'

test.each([
  ['a\u0000b\u0007.txt', 'ab.txt'],
  ['C:\\Users\\x.doc', 'C__Users_x.doc'],
  ['  .hidden', 'hidden'],
  ['e\u0301te\u0301.txt', 'été.txt'],
  ['\u202E', 'file'],
  [`${'x'.repeat(300)}.docx`, `${'x'.repeat(195)}.docx`],
  ['\uD83D.txt', '.txt'.slice(1)],
])('H23: the name %j becomes %j', (given, expected) => {
  expect(cleanFileName(given)).toBe(expected)
})

test('H23: a name cannot end its header or add another', () => {
  const header = attachmentHeader(`a"b\r\nSet-Cookie: x=1; é'(1)*.txt`)
  expect(header).toBe(
    `attachment; filename="a_b__Set-Cookie: x=1; _'(1)*.txt"; ` +
      `filename*=UTF-8''a%22b%0D%0ASet-Cookie%3A%20x%3D1%3B%20%C3%A9%27%281%29%2A.txt`,
  )
})
