// `npm run bench`: the forum's hot paths per CPU-second, as a share of bare Express that answers a
// constant JSON of the size of 20 posts, measured in turns on the same machine. Linux only (/proc).
// `--rounds 3 --seconds 2` for a quick look.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { SERVER_FLAGS } from '../../../bin/server-flags.mjs'
import { seedPeople, seedPosts } from './bench-forum.ts'
import { type BenchProcess, startProcess } from './bench-process.ts'
import { benchPost } from './bench-term.ts'
import { type Figures, printFigures, writeFigures } from './figures.ts'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, seconds: { type: 'string', default: '5' } },
})
const rounds = Number(values.rounds)
const seconds = Number(values.seconds)
const connections = 10

interface Target {
  name: keyof Figures
  url: string
  process: BenchProcess
  requests(connection: number): autocannon.Request[]
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Requests per second of the server's CPU time. A single failed request makes the round worthless. */
async function measure(target: Target): Promise<number> {
  const before = target.process.cpuSeconds()
  let connection = 0
  const result = await autocannon({
    url: target.url,
    connections,
    duration: seconds,
    setupClient: (client) => client.setRequests(target.requests(connection++)),
  })
  const spent = target.process.cpuSeconds() - before
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(
      `${target.name}: ${result.non2xx} answers other than 2xx, ${result.errors} errors`,
    )
  }
  return result['2xx'] / spent
}

async function run(dataDir: string, running: BenchProcess[]): Promise<Figures> {
  const seeded = await seedPeople(dataDir)
  const port = await freePort()
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: String(port),
    RATE_LIMITS: 'off',
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
  }
  const server = await startProcess([...SERVER_FLAGS, 'server/main.ts'], env, (line) =>
    line.startsWith('Plenary is ready') ? line : null,
  )
  running.push(server)
  const url = `http://127.0.0.1:${port}`
  const topicIds = await seedPosts(url, seeded)

  const authorization = (connection: number) =>
    `Bearer ${seeded.tokens[connection % seeded.tokens.length]}`
  const page = await fetch(`${url}/api/topics/${topicIds[0]}?from=1`, {
    headers: { authorization: authorization(0) },
  })
  const constant = path.join(dataDir, 'constant.json')
  writeFileSync(constant, await page.text())
  const bare = await startProcess(
    ['tests/bench/forum/bare-express.ts', constant],
    process.env,
    (line) => Number(line) || null,
  )
  running.push(bare)

  const get = (paths: string[]) => (connection: number) =>
    paths.map((address) => ({
      path: address,
      headers: { authorization: authorization(connection) },
    }))
  const targets: Target[] = [
    {
      name: 'bare',
      url: `http://127.0.0.1:${bare.said}`,
      process: bare,
      requests: () => [{ path: '/' }],
    },
    {
      name: 'topicPage',
      url,
      process: server,
      requests: get(topicIds.map((id) => `/api/topics/${id}?from=1&limit=20`)),
    },
    {
      name: 'topicList',
      url,
      process: server,
      requests: get([`/api/spaces/${seeded.spaceId}/topics`]),
    },
    {
      name: 'reply',
      url,
      process: server,
      requests: (connection) =>
        topicIds.map((id, n) => ({
          method: 'POST',
          path: `/api/topics/${id}/posts`,
          headers: { authorization: authorization(connection), 'content-type': 'application/json' },
          body: JSON.stringify({ markdown: benchPost(n) }),
        })),
    },
  ]
  const figures: Figures = { bare: [], topicPage: [], topicList: [], reply: [] }
  for (const target of targets) await measure(target)
  for (let round = 0; round < rounds; round++) {
    for (const target of targets) figures[target.name].push(await measure(target))
  }
  return figures
}

const dataDir = mkdtempSync(path.join(tmpdir(), 'plenary-bench-'))
const running: BenchProcess[] = []
try {
  const figures = await run(dataDir, running)
  printFigures(figures)
  writeFigures(figures, { rounds, seconds, connections })
} finally {
  for (const one of running) await one.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
