/**
 * Sent with each connection of our editor; the server refuses an older one with 4409, because an
 * editor deletes what its schema does not know (H5). Raise it whenever `draft-rules.ts` admits
 * something new.
 */
export const DRAFT_SCHEMA_VERSION = 1
