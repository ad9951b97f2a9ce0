import type { PlateAgency } from '../../ui/nameplate.tsx'

/** Who may be named in a post: only those who can read it. */
export interface MentionCandidate {
  kind: 'person' | 'agency'
  id: string
  /** A person's name, or an agency's acronym: what stands in the text after the "@". */
  label: string
  /** Beside it in the list: an agency's full name. */
  detail: string | null
  agency: PlateAgency | null
}
