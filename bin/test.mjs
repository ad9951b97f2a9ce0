// npm test: the client's build where it is stale, then both test runners, the checks beside the second. The last
// line is the sum of all: "N passed, N failed", with ", N skipped" where something was.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ensureClient } from '../server/http/client-build.ts'
import { findChromium } from '../tests/support/chromium.ts'
import { runChecks } from './check.mjs'

const ROOT = path.dirname(import.meta.dirname)
const VITEST = 'vitest/vitest.mjs'
const PLAYWRIGHT = '@playwright/test/cli.js'
const reports = mkdtempSync(path.join(tmpdir(), 'plenary-reports-'))

const heading = (text) => console.log(`\n== ${text}`)

/** Runs a tool of node_modules on this terminal; resolves with its exit code. */
function run(script, args, { env = {}, stdio = ['ignore', 'inherit', 'inherit'] } = {}) {
  const child = spawn(process.execPath, [path.join(ROOT, 'node_modules', script), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio,
  })
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)))
}

const readReport = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)

/** A runner that fails in another way than by a test (it does not start, or a file throws) counts as one failure. */
const withExitCode = (counts, code) =>
  code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts

async function buildClient() {
  try {
    await ensureClient(heading)
    return { passed: 0, failed: 0 }
  } catch (error) {
    console.error(error.message)
    return { passed: 0, failed: 1 }
  }
}

async function runUnitTests() {
  heading('unit, contract, API, co-editing, architecture')
  const file = path.join(reports, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await run(VITEST, ['run', ...reporters])
  const report = readReport(file)
  return withExitCode(
    {
      passed: report?.numPassedTests ?? 0,
      failed: report?.numFailedTests ?? 0,
      skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    },
    code,
  )
}

async function runBrowserTests() {
  heading('browser')
  const file = path.join(reports, 'playwright.json')
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: file }
  const chromium = findChromium()
  if ('unavailable' in chromium) {
    console.log(`Skipped: ${chromium.unavailable}. Set CHROMIUM_PATH to a Chromium to run them.`)
    await run(PLAYWRIGHT, ['test', '--list', '--reporter=json'], { env, stdio: 'ignore' })
    return { passed: 0, failed: 0, skipped: countSpecs(readReport(file)?.suites ?? []) }
  }
  const code = await run(PLAYWRIGHT, ['test', '--reporter=list,json'], { env })
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = readReport(file)?.stats ?? {}
  return withExitCode({ passed: expected, failed: unexpected + flaky, skipped }, code)
}

const countSpecs = (suites) =>
  suites.reduce((sum, suite) => sum + suite.specs.length + countSpecs(suite.suites ?? []), 0)

/** Browsers mostly wait, and leave the processors to the checks. */
async function runBrowserTestsAndChecks() {
  const browser = runBrowserTests()
  const checks = await runChecks()
  const tests = await browser
  return {
    passed: tests.passed + checks.passed,
    failed: tests.failed + checks.failed,
    skipped: tests.skipped ?? 0,
  }
}

const total = { passed: 0, failed: 0, skipped: 0 }
let testsRun = 0
for (const step of [buildClient, runUnitTests, runBrowserTestsAndChecks]) {
  const counts = await step()
  for (const key of Object.keys(total)) total[key] += counts[key] ?? 0
  if (step === runUnitTests) testsRun += counts.passed
}
rmSync(reports, { recursive: true, force: true })

if (testsRun === 0) console.log('No test ran.')
process.exitCode = total.failed > 0 || testsRun === 0 ? 1 : 0
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`)
