/** Payloads hold ids and names of changed fields, never content (H15). */
export type IdentityEvent =
  | { kind: 'person.joined'; payload: { personId: string } }
  | { kind: 'person.renamed'; payload: { personId: string } }
  | { kind: 'person.confirmed'; payload: { personId: string; byMail: boolean } }
  /** The mark of administrator, given on the machine: the chair's office sees it (H24). */
  | { kind: 'administrator.marked'; payload: { personId: string } }
  /** A sign-in link or token made on the machine: the person and the office see it (H24). */
  | { kind: 'signInLink.made'; payload: { personId: string } }
  | { kind: 'token.made'; payload: { personId: string; scopes: string[] } }
