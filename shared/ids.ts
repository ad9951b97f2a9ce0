const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

function encode(bytes: Uint8Array): string {
  let bits = 0
  let value = 0
  let out = ''
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      out += alphabet[(value >>> (bits - 5)) & 31]
      bits -= 5
    }
    value &= (1 << bits) - 1
  }
  return bits > 0 ? out + alphabet[(value << (5 - bits)) & 31] : out
}

/**
 * A new row id: 48 bits of real time, then 72 random bits, as 24 characters of base 32.
 * Time first keeps index pages together; random, because a counter in an address tells an
 * outsider how much happens in the spaces that are hidden from them (H15).
 */
export function newId(): string {
  const bytes = new Uint8Array(15)
  crypto.getRandomValues(bytes)
  let time = Date.now()
  for (let index = 5; index >= 0; index--) {
    bytes[index] = time % 256
    time = Math.floor(time / 256)
  }
  return encode(bytes)
}

/** A secret for links and tokens: 256 random bits as 52 characters. Only its SHA-256 is stored. */
export function newSecret(): string {
  return encode(crypto.getRandomValues(new Uint8Array(32)))
}
