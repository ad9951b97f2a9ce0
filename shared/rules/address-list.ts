import { email as emailSchema } from '../contracts/contract.ts'

export interface ListedAddress {
  /** 1-based line of the pasted text on which the entry begins. */
  line: number
  email: string
  name: string | null
}

export interface AddressList {
  addresses: ListedAddress[]
  /** What was there and could not be read as an address. */
  unread: { line: number; text: string }[]
}

interface Entry {
  line: number
  text: string
}

/** A name of 200, an address of 254 and what stands around them; what is longer is no entry. */
const longestEntry = 600

const pairs: Record<string, string> = { '"': '"', '<': '>', '(': ')' }

/** An address is complete in `text`: the next comma ends the entry rather than a "Doe, Jane". */
function holdsAddress(text: string): boolean {
  if (text.length > longestEntry) return true
  return /<[^>]*>|[^\s@]@[^\s@]/.test(text.replace(/"[^"]*"/g, ''))
}

/** A name alone at a line's end, whose `<address>` stands on the next line. */
function continues(text: string, rest: string): boolean {
  return text.trim() !== '' && !holdsAddress(text) && /^\s*</.test(rest)
}

/**
 * Cuts a pasted list into entries at semicolons, line ends, and commas that do not stand in a
 * name. Quotes, angle brackets and comments hold together, but never past the end of their line.
 */
function entriesOf(text: string): Entry[] {
  const entries: Entry[] = []
  let line = 1
  let entry: Entry = { line, text: '' }
  let closing: string | null = null
  const end = (): void => {
    if (entry.text.trim() !== '') entries.push(entry)
    entry = { line, text: '' }
    closing = null
  }
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === '\n') {
      line += 1
      if (continues(entry.text, text.slice(at + 1, at + 200))) entry.text += ' '
      else end()
    } else if (closing !== null) {
      if (char === '\\' && closing === '"') entry.text += char + text.charAt(++at)
      else entry.text += char
      if (char === closing) closing = null
    } else if (
      char === ';' ||
      (char === ',' && (holdsAddress(entry.text) || entry.text.trim() === ''))
    ) {
      end()
    } else {
      closing = pairs[char] ?? null
      entry.text += char
    }
  }
  end()
  return entries
}

/** Plain words for a screen: no controls, no marks that turn the direction of writing. */
function readable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function nameOf(text: string, address: string): string | null {
  const name = readable(text)
    .replace(/\\(.)/g, '$1')
    .replace(/^["'“«\s]+|["'”»\s,:-]+$/g, '')
    .slice(0, 200)
    .trim()
  return name === '' || name.toLowerCase() === address.toLowerCase() ? null : name
}

/** `To:`, `Cc:` or the name of a group of addresses (`Focal points: a@b, c@d;`). */
function withoutLabel(text: string): string {
  return text.replace(/^\s*[^<>@"()]*:(?!\/\/)\s*(?=\S)/, '')
}

function addressIn(entry: Entry): ListedAddress | null {
  if (entry.text.length > longestEntry) return null
  const text = withoutLabel(entry.text.replace(/\bmailto:/gi, ''))
  const found = /<\s*([^<>]*?)\s*>/.exec(text) ?? /([^\s@<>"'(),;]+@[^\s@<>"'(),;]+)/.exec(text)
  const parsed = emailSchema.safeParse((found?.[1] ?? '').replace(/[.\s]+$/, ''))
  if (!found || !parsed.success) return null
  const before = nameOf(text.slice(0, found.index), parsed.data)
  const comment = /\(([^()]*)\)/.exec(text)?.[1] ?? ''
  const after = nameOf(text.slice(found.index + found[0].length), parsed.data)
  return {
    line: entry.line,
    email: parsed.data,
    name: before ?? nameOf(comment, parsed.data) ?? after,
  }
}

/**
 * Reads addresses as people paste them: from a mail program (`Jane Doe <jane@x.org>; "Doe, J."
 * <j@x.org>`), a header (`To: …`), a spreadsheet (name, tab, address) or one a line. Never throws;
 * what is not understood is returned with its line.
 */
export function readAddressList(text: string): AddressList {
  const list: AddressList = { addresses: [], unread: [] }
  for (const entry of entriesOf(text.replace(/\r\n?/g, '\n'))) {
    const address = addressIn(entry)
    if (address) list.addresses.push(address)
    else
      list.unread.push({
        line: entry.line,
        text: readable(entry.text.slice(0, longestEntry)).slice(0, 200),
      })
  }
  return list
}
