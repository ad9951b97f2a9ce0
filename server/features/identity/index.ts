/** Live sessions and tokens for requests and sockets: one `new Access(…)` in the process. */
export { Access } from './access.ts'
/** Endpoints of `shared/contracts/identity.ts`. */
export { bindIdentity } from './identity-routes.ts'
/** What the tool, the mail at delivery and the demonstration make. */
export { makeApiToken, makeSignInLink, markAdministrator, mintLink } from './made-on-the-machine.ts'
export { hashPassword } from './password-hash.ts'
/** Events about a person, to whom they concern. */
export { tell } from './person-events.ts'
/** The persons' rows, for features that add people or look one up by address. */
export {
  findConfirmed,
  findPerson,
  insertPerson,
  type PersonRow,
  updatePerson,
} from './person-store.ts'
/** `GET /link/<secret>`, to mount beside the pages. */
export { signInLinks } from './sign-in-routes.ts'
