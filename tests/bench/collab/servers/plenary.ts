// Plenary itself, whole: HTTP, forum, jobs and all, with the rights of real people and SQLite with
// synchronous=FULL. The imports are relative because this folder is a package of its own.
import { pino } from 'pino'
import { compose } from '../../../../server/compose.ts'
import { readConfig } from '../../../../server/config.ts'

const env = {
  DATA_DIR: process.argv[2] ?? '',
  PORT: '0',
  RATE_LIMITS: 'off',
  NODE_ENV: 'production',
}
const plenary = await compose(readConfig(env, []), pino({ level: 'warn' }, pino.destination(2)))
await plenary.listen()
plenary.ready()
process.on('SIGTERM', () => void plenary.stop().then(() => process.exit(0)))
process.send?.({ port: Number(new URL(plenary.url()).port) })
