import { PlenaryError, type FieldProblem } from '#shared/errors.ts'
import { type TermFile, termFile } from './term-file.ts'
import { referenceProblems } from './term-references.ts'

/** More than this helps nobody; the first ones usually explain the rest. */
const mostProblems = 20

/**
 * Reads a term's file. Throws `invalid` naming the line where it is no JSON, and else the path of
 * each thing that the format does not allow or that points at nothing; nothing has changed then.
 */
export function parseTermFile(source: string): TermFile {
  const parsed = termFile.safeParse(readJson(source.replace(/^\uFEFF/, '')))
  if (!parsed.success) {
    throw broken(
      parsed.error.issues.map((issue) => ({ path: pathOf(issue.path), message: issue.message })),
    )
  }
  const problems = referenceProblems(parsed.data)
  if (problems.length > 0) throw broken(problems)
  return parsed.data
}

function pathOf(path: PropertyKey[]): string {
  return path.length === 0 ? 'the file' : path.map(String).join('.')
}

function broken(problems: FieldProblem[]): PlenaryError {
  const shown = problems.slice(0, mostProblems)
  const more =
    problems.length > shown.length ? [`… and ${problems.length - shown.length} more`] : []
  const lines = [...shown.map(({ path, message }) => `${path}: ${message}`), ...more]
  return new PlenaryError('invalid', `The file was not imported.\n${lines.join('\n')}`, shown)
}

function readJson(source: string): unknown {
  try {
    return JSON.parse(source) as unknown
  } catch (error) {
    const { line, column } = placeOf(source, (error as SyntaxError).message)
    throw broken([
      {
        path: `line ${line}, column ${column}`,
        message: `no JSON (${withoutPlace(error as SyntaxError)})`,
      },
    ])
  }
}

/** V8 says "at position 123", or nothing where the text ends too early. */
function placeOf(source: string, message: string): { line: number; column: number } {
  const position = Number(/position (\d+)/.exec(message)?.[1] ?? source.length)
  const before = source.slice(0, position).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

function withoutPlace(error: SyntaxError): string {
  return error.message
    .replace(/ (in JSON )?at position.*$/s, '')
    .replace(/, "[^]*" is not valid JSON$/, '')
}
