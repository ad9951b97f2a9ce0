/** The first-run link: one `new SetupLink(services)` in the process; `setupGreeting` to print it. */
export { setupGreeting, SetupLink } from './setup-link.ts'
