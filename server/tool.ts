import { existsSync } from 'node:fs'
import { databaseFile } from './backup/data-folder.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { handOver } from './tool/hand-over.ts'
import { help, type OfflineRequest, readArguments } from './tool/tool-arguments.ts'
import type { ToolOutcome, ToolRequest } from './tool/tool-request.ts'
import { connectTool, mayBeHeld } from './tool/tool-socket.ts'
import { PlenaryError } from '#shared/errors.ts'

const say = (words: string) => void process.stderr.write(`${words}\n`)

/**
 * The server's writer executes it where a server runs; else the tool opens the database itself.
 * Only then is the product loaded: a command that is handed over is done within a second.
 */
async function runOnline(config: Config, request: ToolRequest): Promise<ToolOutcome> {
  const server = await connectTool(config.dataDir)
  if (server) return handOver(server, request, say)
  const { runWithoutServer } = await import('./tool/without-server.ts')
  return runWithoutServer(config, request, say)
}

async function runOffline(config: Config, request: OfflineRequest): Promise<ToolOutcome> {
  if (await mayBeHeld(config.dataDir)) {
    throw new PlenaryError(
      'conflict',
      `A server holds ${config.dataDir}: stop it first. (If none runs, remove plenary.pid there.)`,
    )
  }
  if (request.command === 'migrate') {
    if (!existsSync(databaseFile(config.dataDir)))
      throw new PlenaryError('not_set_up', `There is no database in ${config.dataDir}.`)
    const { migrateSqlite } = await import('./storage/sqlite/sqlite-storage.ts')
    const names = await migrateSqlite(databaseFile(config.dataDir))
    say(
      names.length === 0
        ? 'The database is of this version already.'
        : `Applied ${names.length} migrations.`,
    )
    return { text: names.join('\n'), data: { applied: names }, isGood: true }
  }
  const { restoreBackup } = await import('./backup/restore-backup.ts')
  const report = await restoreBackup(config.dataDir, request.file)
  say(
    `Restored as of ${new Date(report.backupAt).toISOString()}. Everybody signs in anew; links and tokens have ended.`,
  )
  if (report.before) say(`What was here before is kept in ${report.before}`)
  for (const line of report.review)
    say(`It ended after the backup and stands again, look at it: ${line}`)
  return { text: report.dataDir, data: report, isGood: true }
}

async function main(): Promise<number> {
  const { request, isJson } = readArguments(process.argv.slice(2))
  if (request === null) {
    process.stdout.write(`${help}\n`)
    return 0
  }
  const config = readConfig(undefined, request.command === 'demo' ? ['--demo'] : [])
  const isOffline = request.command === 'restore' || request.command === 'migrate'
  const outcome = isOffline ? await runOffline(config, request) : await runOnline(config, request)
  const result = isJson ? JSON.stringify(outcome.data) : outcome.text
  if (result !== '') process.stdout.write(`${result}\n`)
  return outcome.isGood ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  const isExpected =
    error instanceof PlenaryError ||
    error instanceof ConfigError ||
    (error as NodeJS.ErrnoException).code === 'ENOENT'
  say(isExpected ? (error as Error).message : String((error as Error).stack ?? error))
  process.exitCode = 1
}
