/** Whether an agency is meant by what was typed: in its acronym or anywhere in its name, whatever
 * the case and the accents. */
export function isMeant(agency: { acronym: string; name: string }, typed: string): boolean {
  const wanted = plain(typed.trim())
  return plain(agency.acronym).includes(wanted) || plain(agency.name).includes(wanted)
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
}
