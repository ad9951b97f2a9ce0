/**
 * Stands in for zod inside `shared/` when the client is built (see vite.config.ts). Of a contract the
 * client needs methods and paths; the schemas are types to it, and the server is the one that
 * validates. That keeps 26 kB of compressed script off the first page. Values such as
 * `languages` and `draftKinds` are plain arrays and stay what they are.
 */
const forbidden = new Set<string | symbol>([
  'parse',
  'safeParse',
  'parseAsync',
  'safeParseAsync',
  'options',
  '~standard',
])

const schema: object = new Proxy(() => schema, {
  get(_, name) {
    if (forbidden.has(name)) {
      throw new Error(`No schemas in the browser: .${String(name)} of a contract is for the server`)
    }
    return schema
  },
  apply: () => schema,
})

export const z = schema
