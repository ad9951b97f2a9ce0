import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { PlenaryError } from '#shared/errors.ts'
import { type ToolRequest, toolRequest } from './tool-request.ts'

export const help = `npm run -s plenary -- COMMAND

  sign-in-link EMAIL        a link that signs this person in, once, within the hour
  api-token EMAIL --scope SCOPE [--scope …] [--seat ID] [--days 30]
                            a token; scopes: read, post, draft, invite, admin
  administrator EMAIL       give the mark of administrator
  demo                      load the demonstration into an empty database; print its sign-in links
  import FILE               import a group's term (docs/import-format.md)
  backup FILE               write one file with everything, while the server runs
  restore FILE              put a backup in the place of what is here; the server must be stopped
  migrate                   bring the database to this version; the server must be stopped
  doctor                    look whether everything is in order

  --json                    the result as JSON
  --help                    this

The folder is DATA_DIR (./data). The result alone goes to stdout, words to stderr; exit 0 or 1.`

/** What must not happen while a server holds the folder. */
export type OfflineRequest = { command: 'restore'; file: string } | { command: 'migrate' }

export interface ToolArguments {
  request: ToolRequest | OfflineRequest | null
  isJson: boolean
}

class Usage extends PlenaryError {
  constructor(detail: string) {
    super('invalid', `${detail}\n\n${help}`)
  }
}

/** Throws `invalid`, with the help, for what it does not understand. A null request asks for help. */
export function readArguments(argv: string[]): ToolArguments {
  const { values, positionals } = parse(argv)
  const [command, operand, ...more] = positionals
  if (values.help || command === undefined) return { request: null, isJson: false }
  if (more.length > 0) throw new Usage(`Too much: ${more.join(' ')}`)
  const isJson = values.json ?? false
  if (command === 'restore') return { request: { command, file: fileOf(operand) }, isJson }
  if (command === 'migrate') return { request: { command }, isJson }
  const parsed = toolRequest.safeParse({ command, ...inputOf(command, operand, values) })
  if (parsed.success) return { request: parsed.data, isJson }
  const [issue] = parsed.error.issues
  if (issue?.path[0] === 'command') throw new Usage(`There is no command "${command}".`)
  throw new Usage(`${command}: ${String(issue?.path[0] ?? '')} ${issue?.message ?? ''}`)
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        scope: { type: 'string', multiple: true },
        seat: { type: 'string' },
        days: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new Usage(error instanceof Error ? error.message : String(error))
  }
}

function inputOf(
  command: string,
  operand: string | undefined,
  values: ReturnType<typeof parse>['values'],
) {
  if (command === 'import') return { source: readFileSync(fileOf(operand), 'utf8') }
  if (command === 'backup') return { file: fileOf(operand) }
  const scopes = values.scope ?? []
  return {
    email: operand,
    scopes,
    days: Number(values.days ?? 30),
    ...(values.seat && { seatId: values.seat }),
  }
}

function fileOf(operand: string | undefined): string {
  if (!operand) throw new Usage('Name a file.')
  return path.resolve(operand)
}
