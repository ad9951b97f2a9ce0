import { demoLines, makeDemoLinks } from '#server/features/demo/demo-links.ts'
import { makeApiToken, makeSignInLink, markAdministrator } from '#server/features/identity/index.ts'
import { isLoopback } from '#server/config.ts'
import { findInstallation } from '#server/installation/installation-store.ts'
import { PlenaryError } from '#shared/errors.ts'
import { examine } from './doctor.ts'
import type { ToolOutcome, ToolRequest } from './tool-request.ts'
import type { Say, ToolServices } from './tool-services.ts'

type Runners = {
  [Name in ToolRequest['command']]: (
    services: ToolServices,
    request: Extract<ToolRequest, { command: Name }>,
    say: Say,
  ) => Promise<ToolOutcome>
}

const good = (text: string, data: unknown): ToolOutcome => ({ text, data, isGood: true })

// What is rarely asked for is loaded when it is: a server that idles holds none of it.
const runners: Runners = {
  'sign-in-link': async (services, { email }, say) => {
    const link = await makeSignInLink(services, email)
    say(`Signs in ${link.name}, once, until ${new Date(link.expiresAt).toISOString()}.`)
    return good(link.url, link)
  },
  'api-token': async (services, { email, scopes, seatId, days }, say) => {
    const made = await makeApiToken(services, { email, scopes, seatId, days })
    say(
      `A token of ${made.name} (${scopes.join(', ')}), until ${new Date(made.expiresAt).toISOString()}. It is shown once.`,
    )
    return good(made.token, made)
  },
  administrator: async (services, { email }, say) => {
    const person = await markAdministrator(services, email)
    say(`${person.name} is an administrator. The chair’s office sees it.`)
    return good(person.name, person)
  },
  demo: async (services) => {
    if (!isLoopback(services.config.host)) {
      throw new PlenaryError(
        'conflict',
        'A demonstration’s links work on loopback only (HOST=127.0.0.1).',
      )
    }
    const { loadDemo } = await import('#server/features/demo/prepare-demo.ts')
    await loadDemo(services.storage)
    services.clock.setOffset((await findInstallation(services.storage.db))?.clock_offset ?? 0)
    const links = await makeDemoLinks(services)
    return good(demoLines(links).join('\n'), { links })
  },
  import: async (services, { source }, say) => {
    const { hasAdministrator, importTerm, reportLines } =
      await import('#server/features/import/index.ts')
    const report = await importTerm(services.storage, source, services.clock.now())
    if (!(await hasAdministrator(services.storage.db))) {
      say('Nobody has the mark of administrator yet: npm run -s plenary -- administrator EMAIL')
    }
    return good(reportLines(report).join('\n'), report)
  },
  backup: async (services, { file }, say) => {
    const { writeBackup } = await import('#server/backup/write-backup.ts')
    const report = await writeBackup(services.storage, services.config.dataDir, file)
    for (const sha256 of report.missing)
      say(`Missing on the disk, so not in the backup: files/…/${sha256}`)
    say(`${report.bytes} bytes, the database and ${report.files} files.`)
    return { text: report.file, data: report, isGood: report.missing.length === 0 }
  },
  doctor: async (services) => {
    const findings = await examine(services)
    const isGood = findings.every(({ state }) => state !== 'bad')
    return {
      text: findings.map(({ state, what }) => `${state.padEnd(4)}  ${what}`).join('\n'),
      data: { findings },
      isGood,
    }
  },
}

/** Runs a command with the server's own storage, or with one that the tool opened. */
export function runRequest(
  services: ToolServices,
  request: ToolRequest,
  say: Say,
): Promise<ToolOutcome> {
  const runner = runners[request.command] as (
    s: ToolServices,
    r: ToolRequest,
    say: Say,
  ) => Promise<ToolOutcome>
  return runner(services, request, say)
}
