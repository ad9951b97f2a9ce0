import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from './cruise.ts'
import { faults, TABULAR } from './house-rules.ts'

const FOLDERS = ['server', 'client', 'shared', 'tests', 'bin']
const CODE = /\.(ts|tsx|mjs|cjs|js|css)$/

const files = FOLDERS.flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
    .map((file) => file.replaceAll('\\', '/'))
    // A bench brings its peers itself.
    .filter((file) => !file.includes('/node_modules/')),
)
const textOf = (file: string): string =>
  CODE.test(file) ? readFileSync(path.join(ROOT, file), 'utf8') : ''

describe('house rules for files', () => {
  it('are kept by every file', () => {
    expect(files.flatMap((file) => faults(file, textOf(file)))).toEqual([])
  })

  it('exempt no file that is not there', () => {
    const idle = TABULAR.filter((pattern) => !files.some((file) => pattern.test(file)))
    expect(idle).toEqual([])
  })

  it.each([
    ['client/features/forum/TopicPage.tsx', '', '"TopicPage.tsx" is not kebab-case'],
    ['server/Features/forum/index.ts', '', '"Features" is not kebab-case'],
    ['server/http/utils.ts', '', '"utils.ts" does not say what is in it'],
    ['server/common/clock.ts', '', '"common" does not say what is in it'],
    ['server/features/forum/forum-types.ts', '', '"forum-types.ts" does not say what is in it'],
    ['tests/unit/clock.spec.ts', '', 'tests are called *.test.ts'],
    ['server/log/event-log.test.ts', '', 'no runner runs it'],
    ['server/log/event-log.ts', '\n'.repeat(301), '301 lines, more than 300'],
    ['server/log/event-log.ts', 'process.env.PORT', 'only server/config.ts reads process.env'],
    [
      'server/log/event-log.ts',
      "import { env } from 'node:process'",
      'only server/config.ts reads process.env',
    ],
  ])('refuse %s (%j)', (file, text, fault) => {
    expect(faults(file, text)).toEqual([`${file}: ${fault}`])
  })

  it.each([
    ['client/features/forum/topic-page.module.css', ''],
    ['server/storage/migrations/0001-skeleton.ts', '\n'.repeat(400)],
    ['server/config.ts', 'process.env.PORT'],
    ['server/log/event-log.ts', '\n'.repeat(300)],
    ['tests/browser/post-in-topic.test.ts', ''],
  ])('let %s pass', (file, text) => {
    expect(faults(file, text)).toEqual([])
  })
})
