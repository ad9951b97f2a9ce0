import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import path from 'node:path'
import { pino } from 'pino'
import { PlenaryError } from '#shared/errors.ts'
import { compose } from './compose.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { ensureClient } from './http/client-build.ts'
import { isServed } from './tool/tool-socket.ts'

/**
 * Loads the demonstration in a process of its own, which takes the importer's memory with it. It
 * reads the same environment and arguments; its words go where ours go.
 */
async function prepareDemo(): Promise<void> {
  const script = path.join(import.meta.dirname, 'demo.ts')
  const child = spawn(process.execPath, [script, ...process.argv.slice(2)], { stdio: 'inherit' })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new ConfigError('The demonstration could not be loaded.')
}

const say = (words: string) => process.stdout.write(`${words}\n`)

async function start(config: Config): Promise<void> {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  if (await isServed(config.dataDir)) {
    throw new ConfigError(
      `Another Plenary serves ${config.dataDir} already. Stop it first, or set DATA_DIR.`,
    )
  }
  const serializers = { error: pino.stdSerializers.err }
  const log = pino({ level: config.logLevel, base: null, serializers }, pino.destination(2))
  await ensureClient(say)
  if (config.isDemo) await prepareDemo()
  const plenary = await compose(config, log)
  const pidFile = path.join(config.dataDir, 'plenary.pid')
  writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 })
  let isStopping = false
  const stop = async (why: string) => {
    if (isStopping) process.exit(1)
    isStopping = true
    log.info({ why }, 'stopping')
    // A connection that does not let go is cut; what was acknowledged is stored already.
    setTimeout(() => process.exit(1), 20_000).unref()
    await plenary.stop()
    rmSync(pidFile, { force: true })
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop('SIGTERM'))
  process.on('SIGINT', () => void stop('SIGINT'))
  // The launcher may be killed by what it cannot pass on; then nobody would hold this port's key.
  if (config.isLaunched) process.on('disconnect', () => void stop('the launcher ended'))
  await plenary.listen()
  say(`Plenary is ready at ${plenary.url()}`)
  for (const line of await plenary.greeting()) say(line)
  plenary.ready()
  // What was compiled is there for the next start, also after a kill: it saves a second and 30 MB.
  flushCompileCache()
}

try {
  await start(readConfig())
} catch (error) {
  const isExpected = error instanceof ConfigError || error instanceof PlenaryError
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE')
    console.error('The port is in use. Choose another: PORT=3001 npm start')
  else console.error(isExpected ? (error as Error).message : error)
  process.exit(1)
}
