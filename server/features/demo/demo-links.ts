import { mintLink } from '#server/features/identity/index.ts'
import type { Services } from '#server/services.ts'
import { administrator, demoCommands } from './demo-service.ts'
import { findByAddress } from './demo-store.ts'

export interface DemoLink {
  role: string
  name: string
  url: string
}

/** Whom one may be in the demonstration, by the addresses of its file. */
const roles: [role: string, email: string][] = [
  ['Chair’s office', 'secretariat@demo.invalid'],
  ['Chair', 'principal.un-desa@demo.invalid'],
  ['Principal', 'principal.iom@demo.invalid'],
  ['Focal point', 'fp.iom@demo.invalid'],
  ['Focal point', 'fp.unhcr@demo.invalid'],
  ['Focal point', 'fp.unfpa@demo.invalid'],
  ['Focal point', 'fp.unesco@demo.invalid'],
  ['Focal point', 'fp.un-rc@demo.invalid'],
  ['Focal point', 'fp.world-bank@demo.invalid'],
  ['Observer', 'observer@demo.invalid'],
  ['Guest', 'cio.office@demo.invalid'],
  ['Administrator', administrator.email],
]

/**
 * New reusable sign-in links, one a role; those of an earlier start end. Only their hashes are
 * stored, so each start prints others. Throws `conflict` outside a demonstration.
 */
export async function makeDemoLinks(
  services: Pick<Services, 'storage' | 'publicUrl'>,
): Promise<DemoLink[]> {
  await services.storage.exec(demoCommands.prepareRoles, null)
  const people = await findByAddress(
    services.storage.db,
    roles.map(([, email]) => email),
  )
  const links: DemoLink[] = []
  for (const [role, email] of roles) {
    const person = people.get(email)
    if (!person) continue
    const { url } = await mintLink(services, { personId: person.id, purpose: 'demo' })
    links.push({ role, name: person.name, url })
  }
  return links
}

/** One line a role: columns two blanks apart, for people and for scripts. */
export function demoLines(links: DemoLink[]): string[] {
  const widest = (column: 'role' | 'name') =>
    Math.max(0, ...links.map((link) => link[column].length))
  const [role, name] = [widest('role'), widest('name')]
  return links.map((link) => `${link.role.padEnd(role)}  ${link.name.padEnd(name)}  ${link.url}`)
}

/** What a demonstration prints when it is ready. */
export async function demoGreeting(
  services: Pick<Services, 'storage' | 'publicUrl' | 'config' | 'clock'>,
): Promise<string[]> {
  const today = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(services.clock.now())
  return [
    `Demonstration: here it is ${today}. Sign in as:`,
    ...demoLines(await makeDemoLinks(services)),
    `Administrator’s tool: DATA_DIR=${shellWord(services.config.dataDir)} npm run -s plenary -- --help`,
  ]
}

function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}
