import { expect, test } from 'vitest'
import { Links } from '#server/features/import/links.ts'

test('drawn ids are replaced wherever they stand, and bytes and other words stay', () => {
  const links = new Links('drawnGroup', 'group')
  links.set('drawnSpace', 'space')
  links.set('drawnCategory', null)
  const bytes = Uint8Array.of(1, 2)
  const planned = {
    audience: 'space:drawnSpace',
    other: 'space:unknown',
    category: 'drawnCategory',
    list: ['drawnGroup', 'drawnSpace words', null, 7],
    bytes,
  }
  expect(links.relink(planned)).toEqual({
    audience: 'space:space',
    other: 'space:unknown',
    category: null,
    list: ['group', 'drawnSpace words', null, 7],
    bytes,
  })
  expect(planned.category).toBe('drawnCategory')
})
