import { once } from 'node:events'
import { pino } from 'pino'
import { compose } from '#server/compose.ts'
import { readConfig } from '#server/config.ts'

// The product on the folder and port that the environment names, without its client's build: what
// a test starts in a process of its own, to kill it. It has read its code when it says "loaded",
// opens the database at "go", and tells when it listens.
process.on('disconnect', () => process.exit(0))
process.send?.('loaded')
await once(process, 'message')
const plenary = await compose(readConfig(), pino({ level: 'silent' }))
await plenary.listen()
plenary.ready()
process.send?.('listening')
