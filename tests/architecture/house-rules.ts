// Rules on files that no import checker sees. Pure, so that each can be shown a file that breaks it.

/** Lines past which a file is a defect, unless it is tabular and stands in TABULAR. */
const MOST_LINES = 300

/** Files whose length is their content: a schema, a catalogue, a table of rights. */
export const TABULAR: RegExp[] = [
  /^server\/storage\/(schema|migrations\/.+)\.ts$/,
  /^server\/features\/import\/term-file\.ts$/,
  /^tests\/architecture\/walls\.ts$/,
  /^tests\/api\/rights\.test\.ts$/,
]

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/
const SAYS_NOTHING = /^(utils?|helpers?|common|misc|managers?|types?)$/
const RUN_BY = /^tests\/(unit|contract|api|collab|architecture|browser)\//

/** What is wrong with this file, in words; nothing for a good one. `file` is relative to the root. */
export function faults(file: string, text: string): string[] {
  const found: string[] = []
  for (const part of file.split('/').filter((name) => !name.startsWith('.'))) {
    if (!KEBAB.test(part) && part !== 'README.md')
      found.push(`${file}: "${part}" is not kebab-case`)
    if (part.split(/[.-]/).some((word) => SAYS_NOTHING.test(word)) && !part.endsWith('.d.ts')) {
      found.push(`${file}: "${part}" does not say what is in it`)
    }
  }
  if (/\.spec\.[a-z]+$/.test(file)) found.push(`${file}: tests are called *.test.ts`)
  if (/\.test\.[a-z]+$/.test(file) && !RUN_BY.test(file)) found.push(`${file}: no runner runs it`)

  const lines = text.split('\n').length - 1
  if (lines > MOST_LINES && !TABULAR.some((pattern) => pattern.test(file))) {
    found.push(`${file}: ${lines} lines, more than ${MOST_LINES}`)
  }
  const readsEnvironment = /\bprocess\.env\b|\benv\b[^\n]*from 'node:process'/.test(text)
  if (/^(server|client|shared)\//.test(file) && readsEnvironment && file !== 'server/config.ts') {
    found.push(`${file}: only server/config.ts reads process.env`)
  }
  return found
}
