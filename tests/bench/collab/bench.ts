// `npm run bench:collab`: the co-editing engine beside Hocuspocus and a plain relay, all measured in
// one run. README.md says what is measured and how. Linux only (/proc).
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ensurePeers } from './peers.ts'
import type { RunOptions } from './run.ts'

const ALL_SCENES = [1, 2, 3, 4, 5, 6]
const QUICK_SCENES = [1, 2, 3, 4, 5]
const [BEGIN, END] = ['<!-- bench:collab:begin -->', '<!-- bench:collab:end -->']
const file = path.join(import.meta.dirname, '../../../docs/performance.md')

const { values } = parseArgs({
  options: {
    scene: { type: 'string' },
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    kills: { type: 'string' },
    readers: { type: 'string' },
    within: { type: 'string' },
    profile: { type: 'string' },
  },
})

function readOptions(): RunOptions {
  const usual = values.quick
    ? { rounds: 1, seconds: 8, kills: 1, readers: 50, within: 1000 }
    : { rounds: 3, seconds: 10, kills: 5, readers: 1000, within: 1000 }
  const given = (name: keyof typeof usual) => Number(values[name] ?? usual[name])
  return {
    scenes: values.scene?.split(',').map(Number) ?? (values.quick ? QUICK_SCENES : ALL_SCENES),
    withRelay: !values.quick,
    rounds: given('rounds'),
    seconds: given('seconds'),
    kills: given('kills'),
    readers: given('readers'),
    within: given('within'),
    profile: values.profile,
  }
}

/** Puts the report between its marks, and leaves the rest alone. */
function writeReport(report: string): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '# Performance\n'
  const section = `${BEGIN}\n\n${report}\n\n${END}`
  const [from, to] = [before.indexOf(BEGIN), before.indexOf(END)]
  writeFileSync(
    file,
    from === -1 || to === -1
      ? `${before.trimEnd()}\n\n## Co-editing\n\n${section}\n`
      : before.slice(0, from) + section + before.slice(to + END.length),
  )
}

ensurePeers()
// After the installation: what these import may not have been there before.
const [{ run }, { reportOf }] = await Promise.all([import('./run.ts'), import('./report.ts')])
const options = readOptions()
const before = loadavg()[0] ?? 0
const results = await run(options)
const report = reportOf(results, { options, load: [before, loadavg()[0] ?? 0] })
console.log(`\n${report}\n`)
if (values.quick || options.scenes.length < ALL_SCENES.length) {
  console.log('docs/performance.md is left alone: that was not the whole bench.')
} else writeReport(report)
