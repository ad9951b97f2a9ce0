import type { Compilable, CompiledQuery } from 'kysely'
import type { Db } from './command.ts'

/** Stands for an argument while the query is built, and so tells where it went. */
class Slot {
  readonly name: string
  readonly index: number | null

  constructor(name: string, index: number | null) {
    this.name = name
    this.index = index
  }
}

/** Runs a compiled statement at once, past the driver's queue. */
export type AtOnce = (query: CompiledQuery) => unknown[]

const atOnce = new WeakMap<object, AtOnce>()

/**
 * Lets prepared queries of this database run at once: only for a connection whose commands run
 * strictly one after another, since nothing waits here for a transaction of somebody else's. Kysely's
 * way through its driver costs three times what SQLite needs for a row.
 */
export function runAtOnce(db: Db, run: AtOnce): void {
  atOnce.set(db.getExecutor().adapter, run)
}

export interface Prepared<Args, Row> {
  (db: Db, args: Args): Promise<Row[]>
  /** The statement as it is run, for the test that pins its plan. */
  compile(db: Db, args: Args): CompiledQuery<Row>
}

/**
 * A query of the hot paths, built and compiled once per dialect and once per length of its list
 * arguments (stock Kysely does both at each call, which costs more than SQLite's own work).
 * `build` must use each argument as a plain value and must not look into it.
 */
export function prepared<Args extends object, Row>(
  build: (db: Db, args: Args) => Compilable<Row>,
): Prepared<Args, Row> {
  const compiledBy = new WeakMap<object, Map<string, CompiledQuery<Row>>>()

  function compile(db: Db, args: Args): CompiledQuery<Row> {
    const { adapter } = db.getExecutor()
    const variants = compiledBy.get(adapter) ?? new Map<string, CompiledQuery<Row>>()
    compiledBy.set(adapter, variants)
    let variant = ''
    for (const value of Object.values(args)) if (Array.isArray(value)) variant += `${value.length},`
    let compiled = variants.get(variant)
    if (!compiled) variants.set(variant, (compiled = build(db, slotsFor(args)).compile()))
    return { ...compiled, parameters: compiled.parameters.map((value) => filled(value, args)) }
  }

  const run = async (db: Db, args: Args) => {
    const query = compile(db, args)
    const isAtOnce = atOnce.get(db.getExecutor().adapter)
    return isAtOnce ? (isAtOnce(query) as Row[]) : (await db.executeQuery(query)).rows
  }
  return Object.assign(run, { compile })
}

function slotsFor<Args extends object>(args: Args): Args {
  const slots = Object.entries(args).map(([name, value]: [string, unknown]) => [
    name,
    Array.isArray(value) ? value.map((_, index) => new Slot(name, index)) : new Slot(name, null),
  ])
  return Object.fromEntries(slots) as Args
}

function filled(parameter: unknown, args: object): unknown {
  if (!(parameter instanceof Slot)) return parameter
  const value = (args as Record<string, unknown>)[parameter.name]
  return parameter.index === null ? value : (value as unknown[])[parameter.index]
}
