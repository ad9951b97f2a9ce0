/** Messages, in hexadecimal, that were once taken for what they are not. */
export interface FuzzCase {
  name: string
  messages: string[]
}

/** Found by fuzzing or by hand; copy a new one from what a failing seed prints. */
export const FUZZ_CASES: FuzzCase[] = [
  {
    name: 'the bomb of 18 bytes: an item that stands to the right of itself',
    messages: ['000212010107008407010405016100'],
  },
]
