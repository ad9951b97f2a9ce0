import { describe, expect, it } from 'vitest'
import { type NumberedPart, PartJoiner, PartQueue } from '#shared/rules/numbered-parts.ts'

const OVERHEAD = 24
const frameOf = (length: number, fill: number) => new Uint8Array(length).fill(fill)

function takeAll(queue: PartQueue, room: number): NumberedPart[][] {
  const takings: NumberedPart[][] = []
  while (!queue.isEmpty) takings.push(queue.take(room, OVERHEAD))
  return takings
}

describe('C13: frames in parts', () => {
  it('come out as they went in, whatever room there is', () => {
    const frames = [0, 1, 1023, 5000, 0, 100_000, 7].map((length, at) => frameOf(length, at))
    for (const room of [1048, 4096, 65_536, Infinity]) {
      const queue = new PartQueue()
      for (const frame of frames) queue.push(frame)
      const joiner = new PartJoiner(100_000)
      const joined = takeAll(queue, room)
        .flat()
        .map((part) => joiner.add(part))
      expect(joined.filter((frame) => frame !== null)).toEqual(frames)
    }
  })

  it('take no more room than there is, what wraps them included', () => {
    const queue = new PartQueue()
    for (let at = 0; at < 200; at++) queue.push(frameOf(at * 11, at))
    for (const parts of takeAll(queue, 3000)) {
      const taken = parts.reduce((sum, { bytes }) => sum + bytes.length + OVERHEAD, 0)
      expect(taken).toBeLessThanOrEqual(3000)
    }
  })

  it('are counted while they wait, to the last byte', () => {
    const queue = new PartQueue()
    queue.push(frameOf(3000, 1))
    queue.push(frameOf(10, 2))
    const waiting = [queue.waiting]
    for (let room = 0; room < 3; room++) {
      queue.take(1524, OVERHEAD)
      waiting.push(queue.waiting)
    }
    expect(waiting).toEqual([3010, 1510, 10, 0])
  })

  it.each([
    ['left out', [0, 2], 'outOfOrder'],
    ['sent twice', [0, 0], 'outOfOrder'],
  ])('one that was %s is noticed', (_what, numbers, fault) => {
    const joiner = new PartJoiner(100)
    const results = numbers.map((number) =>
      joiner.add({ number, goesOn: false, bytes: frameOf(1, 1) }),
    )
    expect(results).toEqual([frameOf(1, 1), fault])
  })

  it('C9: a frame past the bound is noticed before it is whole, and the count begins anew with each', () => {
    const joiner = new PartJoiner(3000)
    const part = (number: number, goesOn: boolean) => ({ number, goesOn, bytes: frameOf(1500, 1) })
    const results = [
      part(0, true),
      part(1, false),
      part(2, true),
      part(3, true),
      part(4, true),
    ].map((one) => joiner.add(one))
    expect(results).toEqual([null, frameOf(3000, 1), null, null, 'frameTooLarge'])
  })
})
