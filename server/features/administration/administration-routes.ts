import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { productVersion } from '#server/http/product-version.ts'
import type { Routes } from '#server/http/routes.ts'
import { findInstallation } from '#server/installation/installation-store.ts'
import type { Services } from '#server/services.ts'
import type { Db } from '#server/storage/command.ts'
import { administration } from '#shared/contracts/administration.ts'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import * as store from './administration-store.ts'

type Overview = ResponseOf<typeof administration.overview>
type Message = ResponseOf<typeof administration.outbox>['messages'][number]
type Person = ResponseOf<typeof administration.people>['people'][number]

/** A message's words with its secrets masked (H9); made by what also delivers it. */
export type PreviewMail = (
  db: Db,
  mail: store.MailRow,
) => Promise<{ subject: string; text: string }>

/** The database's own files: the file itself, and beside it what it has not yet taken in. */
async function databaseBytes(dataDir: string): Promise<number> {
  const names = (await readdir(dataDir)).filter((name) =>
    /^plenary\.sqlite(-wal|-shm)?$/.test(name),
  )
  const sizes = await Promise.all(
    names.map(async (name) => (await stat(path.join(dataDir, name))).size),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** Host and port alone: the address of the mail server may hold a password. */
function mailHost(smtpUrl: string | null): string | null {
  return smtpUrl === null ? null : (URL.parse(smtpUrl)?.host ?? null)
}

async function overview(db: Db, services: Services, bytes: number): Promise<Overview> {
  const { config, storage } = services
  const installation = await findInstallation(db)
  return {
    version: productVersion,
    node: process.version,
    startedAt: Math.round(Date.now() - process.uptime() * 1000),
    isDemo: installation?.is_demo === 1,
    publicUrl: services.publicUrl(),
    mail: { isConfigured: config.smtpUrl !== null, host: mailHost(config.smtpUrl) },
    database: { kind: storage.kind, bytes, migration: await store.lastMigration(db) },
    files: await store.fileTotals(db),
    people: await store.countPeople(db),
    lastBackupAt: installation?.last_backup_at ?? null,
  }
}

async function people(db: Db): Promise<Person[]> {
  const found = new Map<string, Person>()
  for (const row of await store.peopleWithSeats(db)) {
    const person = found.get(row.id) ?? {
      id: row.id,
      name: row.name,
      isAdministrator: row.is_administrator === 1,
      isConfirmed: row.is_confirmed === 1,
      seats: [],
    }
    if (row.title !== null) person.seats.push({ title: row.title, agency: row.acronym })
    found.set(row.id, person)
  }
  return [...found.values()]
}

/** For the mark of administrator: how the installation stands, and no content (H24). */
export function bindAdministration(
  routes: Routes,
  services: Services,
  previewMail: PreviewMail,
): void {
  const { storage, config } = services

  routes.person(administration.overview, async () => {
    const bytes = storage.kind === 'sqlite' ? await databaseBytes(config.dataDir) : 0
    return storage.snapshot((db) => overview(db, services, bytes))
  })

  routes.person(administration.outbox, () =>
    storage.snapshot(async (db) => {
      const messages: Message[] = []
      for (const row of await store.latestMail(db)) {
        messages.push({
          id: row.id,
          kind: row.kind,
          to: row.address,
          ...(await previewMail(db, row)),
          state: row.state as Message['state'],
          error: row.error,
          createdAt: row.created_at,
          sentAt: row.sent_at,
        })
      }
      return { messages }
    }),
  )

  routes.person(administration.people, () =>
    storage.snapshot(async (db) => ({ people: await people(db) })),
  )
}
