// npm run check: everything that can be said of the code without running it, a line each.
import { spawn } from 'node:child_process'
import path from 'node:path'

const ROOT = path.dirname(import.meta.dirname)
const CODE = ['server', 'client', 'shared', 'tests', 'bin']

/** Name, what it asks, and the tool's own script with its arguments. */
const CHECKS = [
  // The demonstration's file is kept as it was given.
  ['format', 'oxfmt/bin/oxfmt', ['--check', '.', '!**/*.md', '!server/features/demo/*.json']],
  ['types', '@typescript/native/bin/tsc', ['--project', '.', '--noEmit']],
  // Explicit paths: without them it would read what git ignores where there is no git.
  ['lint', 'oxlint/bin/oxlint', ['--type-aware', '--report-unused-disable-directives', ...CODE]],
  [
    'walls',
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    ['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', ...CODE],
  ],
  ['unused', 'knip/bin/knip.js', ['--no-progress']],
]

/** Runs one tool; its output is kept back, and shown only where it fails. */
async function check([name, script, args]) {
  const started = performance.now()
  const child = spawn(process.execPath, [path.join(ROOT, 'node_modules', script), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text))
  }
  const code = await new Promise((resolve) => child.on('close', resolve))
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(8)} ${seconds} s`)
  if (code !== 0) console.log(output.trimEnd(), '\n')
  return code === 0
}

/** Runs all checks, one after the other, so that each has the machine and the lines keep order. */
export async function runChecks() {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const one of CHECKS) counts[(await check(one)) ? 'passed' : 'failed'] += 1
  return counts
}

if (import.meta.main) {
  const { failed } = await runChecks()
  process.exitCode = failed === 0 ? 0 : 1
}
