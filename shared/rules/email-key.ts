/** What two spellings of one address have in common; how addresses are compared and stored for it. */
export function emailKey(address: string): string {
  return address.trim().normalize('NFC').toLowerCase()
}
