/** The first-run link: one `new SetupLink(services)` in the process; `setupGreeting` to print it. */
export { setupGreeting, SetupLink } from './setup-link.ts'
/** Endpoints of `shared/contracts/setup.ts`; `GET /setup/<secret>` to mount beside the pages. */
export { bindSetup, setupLinks } from './setup-routes.ts'
