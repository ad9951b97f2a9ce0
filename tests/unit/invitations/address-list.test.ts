import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAddressList } from '#shared/rules/address-list.ts'

const read = (text: string) =>
  readAddressList(text).addresses.map(({ email, name }) => [email, name])

describe('a pasted list of addresses', () => {
  test('is read as mail programs give it, with semicolons and names', () => {
    expect(read('Focal Person <focal@iom.int>; Bo Li <bo.li@undp.org>;')).toEqual([
      ['focal@iom.int', 'Focal Person'],
      ['bo.li@undp.org', 'Bo Li'],
    ])
  })

  test('keeps the comma of a name, quoted or not', () => {
    expect(read('"Person, Focal" <focal@iom.int>, Li, Bo <bo.li@undp.org>')).toEqual([
      ['focal@iom.int', 'Person, Focal'],
      ['bo.li@undp.org', 'Li, Bo'],
    ])
  })

  test('is read with commas, one a line, from a header and from a spreadsheet', () => {
    expect(read('a@x.org, b@x.org\nc@x.org\r\nTo: d@x.org, e@x.org\nJane Doe\tjane@x.org')).toEqual(
      [
        ['a@x.org', null],
        ['b@x.org', null],
        ['c@x.org', null],
        ['d@x.org', null],
        ['e@x.org', null],
        ['jane@x.org', 'Jane Doe'],
      ],
    )
  })

  test('joins a name with its address on the next line', () => {
    expect(readAddressList('Jane Doe\n  <jane@x.org>\nb@x.org')).toEqual({
      addresses: [
        { line: 1, email: 'jane@x.org', name: 'Jane Doe' },
        { line: 3, email: 'b@x.org', name: null },
      ],
      unread: [],
    })
  })

  test('understands groups, comments, mailto, single quotes, escapes and a closing full stop', () => {
    expect(
      read(
        `Focal points: a@x.org, b@x.org; c@x.org (Cy Young); Dee mailto:d@x.org\n'Ed' <e@x.org>\n"F \\"Fay\\" Fo" <f@x.org>\nWrite to g@x.org.`,
      ),
    ).toEqual([
      ['a@x.org', null],
      ['b@x.org', null],
      ['c@x.org', 'Cy Young'],
      ['d@x.org', 'Dee'],
      ['e@x.org', 'Ed'],
      ['f@x.org', 'F "Fay" Fo'],
      ['g@x.org', 'Write to'],
    ])
  })

  test('drops marks that turn the direction of writing from names', () => {
    expect(read('\u202eevil\u202c <a@x.org>')).toEqual([['a@x.org', 'evil']])
  })

  test('says on which line something could not be read, and reads the rest', () => {
    expect(
      readAddressList('a@x.org\nno address here\nJo <jo@>\n"open quote b@x.org\nc@x.org'),
    ).toEqual({
      addresses: [
        { line: 1, email: 'a@x.org', name: null },
        { line: 4, email: 'b@x.org', name: 'open quote' },
        { line: 5, email: 'c@x.org', name: null },
      ],
      unread: [
        { line: 2, text: 'no address here' },
        { line: 3, text: 'Jo <jo@>' },
      ],
    })
  })

  test('never throws, and invents no address', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab@. ,;<>"()\\\n:\t'.split('')) }),
        (text) => {
          for (const { email } of readAddressList(text).addresses) expect(text).toContain(email)
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('reads a list of a hundred thousand characters in a moment', () => {
    const hostile = [
      '"'.repeat(100_000),
      '<,'.repeat(50_000),
      'a,'.repeat(50_000),
      'a'.repeat(100_000),
      ' @'.repeat(50_000),
    ]
    const started = performance.now()
    for (const text of [...hostile, 'a@x.org,'.repeat(12_500)]) readAddressList(text)
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
