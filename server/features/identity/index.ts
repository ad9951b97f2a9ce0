/** What the tool, the mail at delivery and the demonstration make. */
export { makeApiToken, makeSignInLink, markAdministrator, mintLink } from './made-on-the-machine.ts'
export { hashPassword } from './password-hash.ts'
export { insertPerson, type PersonRow } from './person-store.ts'
