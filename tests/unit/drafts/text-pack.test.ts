import { expect, test } from 'vitest'
import { decodeAuthorship, encodeAuthorship } from '#server/features/drafts/text-authorship.ts'
import { packText, unpackText } from '#server/features/drafts/text-pack.ts'
import { creditsOf } from '#server/features/drafts/text-credits.ts'

const authorship = {
  authors: [
    { personId: 'ann', agencyId: 'alpha' },
    { personId: null, agencyId: 'beta' },
  ],
  runs: [
    { from: 1, to: 40, author: 1 },
    { from: 42, to: 43, author: 0 },
    { from: 43, to: 90_000, author: 1 },
  ],
}

const of = ({ bytes }: { bytes: Uint8Array }, spent = 0) => ({ bytes, spent })

/** Text that does not repeat itself, `length` characters of it. */
function prose(length: number, seed = 1): string {
  let [state, text] = [seed, '']
  while (text.length < length) {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff
    text += `${state.toString(36)} `
  }
  return text
}

test('a text and who wrote it come back as they were, with and without a keyframe', () => {
  const first = { document: JSON.stringify(prose(50_000)), authorship }
  const keyframe = packText(first, null)
  expect(keyframe.isKeyframe).toBe(true)
  expect(unpackText(keyframe.bytes, null)).toEqual(first)
  const second = { document: first.document.replace('a ', 'another '), authorship }
  const packed = packText(second, of(keyframe))
  expect(packed.isKeyframe).toBe(false)
  expect(unpackText(packed.bytes, keyframe.bytes)).toEqual(second)
})

test('a version costs what is new in it, also where texts are megabytes long', () => {
  const document = prose(1_500_000)
  const keyframe = packText({ document, authorship }, null)
  const edited = `${document.slice(0, 9)}new${document.slice(20, 1_200_000)}words${document.slice(1_200_010)}`
  expect(packText({ document: edited, authorship }, of(keyframe)).bytes.length).toBeLessThan(1_000)
})

test('a text that has little to do with its keyframe is one itself', () => {
  const keyframe = packText({ document: prose(20_000), authorship }, null)
  const other = packText({ document: prose(20_000, 99), authorship }, of(keyframe))
  expect(other.isKeyframe).toBe(true)
  expect(unpackText(other.bytes, null).document).toBe(prose(20_000, 99))
})

test('when its differences take as much as a keyframe, the next text is one', () => {
  const text = { document: prose(20_000), authorship }
  const keyframe = packText(text, null)
  const { length } = keyframe.bytes
  const isKeyframe = (spent: number) => packText(text, of(keyframe, spent)).isKeyframe
  expect([isKeyframe(length - 1000), isKeyframe(length)]).toEqual([false, true])
})

test('bytes that were changed are refused, and a damaged keyframe keeps no version from being kept', () => {
  const text = { document: prose(5_000), authorship }
  const { bytes } = packText(text, null)
  const damaged = Uint8Array.from(bytes)
  damaged[bytes.length >> 1]! ^= 0xff
  expect(() => unpackText(damaged, null)).toThrow(/checksum|corrupt|decompress/i)
  const next = packText(text, of({ bytes: damaged }))
  expect(next.isKeyframe).toBe(true)
  expect(unpackText(next.bytes, null)).toEqual(text)
})

test('authorship that nobody has takes two bytes', () => {
  const nobodys = { authors: [], runs: [] }
  expect(encodeAuthorship(nobodys)).toHaveLength(2)
  expect(decodeAuthorship(encodeAuthorship(nobodys))).toEqual(nobodys)
})

test('restored words are credited to who wrote them, and to nobody where it is not known', () => {
  const placed = [
    { clock: 7, length: 5, position: 40 },
    { clock: 0, length: 3, position: 10 },
  ]
  const nobody = { personId: null, agencyId: null }
  expect(creditsOf(placed, 5, authorship)).toEqual([
    { client: 5, clock: 0, personId: null, agencyId: 'beta' },
    // Positions 40 and 41 are in no run.
    { client: 5, clock: 7, ...nobody },
    { client: 5, clock: 9, personId: 'ann', agencyId: 'alpha' },
    { client: 5, clock: 10, personId: null, agencyId: 'beta' },
  ])
})
