import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const stamp = path.join(root, 'dist/client/.built-from')

/** What the client is made of, as one digest: contents, so that a checkout's dates do not matter. */
function sourceDigest(): string {
  const hash = createHash('sha256')
  const files = ['package-lock.json', 'vite.config.ts', 'client/**/*', 'shared/**/*'].flatMap(
    (pattern) =>
      globSync(pattern, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile()),
  )
  for (const file of files.map((entry) => path.join(entry.parentPath, entry.name)).sort()) {
    hash.update(path.relative(root, file)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

/**
 * Builds the client when it is missing or older than its sources, in a process of its own: vite in
 * this one would keep its memory. Throws with vite's words when the build fails.
 */
export async function ensureClient(say: (words: string) => void): Promise<void> {
  const hasSources = existsSync(path.join(root, 'client/index.html'))
  if (!hasSources) return
  const digest = sourceDigest()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  say('Building the client (once, some seconds) …')
  const vite = path.join(root, 'node_modules/vite/bin/vite.js')
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: root })
  let words = ''
  child.stdout.on('data', (chunk: Buffer) => (words += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', resolve)
  })
  if (code !== 0) throw new Error(`the client could not be built:\n${words}`)
  writeFileSync(stamp, digest)
}
