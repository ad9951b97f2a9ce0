import type { FieldProblem } from '#shared/errors.ts'

interface WithId {
  id?: string | null | undefined
}

/** Collects what points at nothing, each with its path. */
export class References {
  readonly problems: FieldProblem[] = []
  readonly #known = new Map<string, Set<string>>()

  /** Remembers the ids of a section; an id that stands twice is a problem. */
  section(name: string, rows: readonly WithId[] | null | undefined): void {
    const ids = new Set<string>()
    for (const [index, { id }] of (rows ?? []).entries()) {
      if (!id) continue
      if (ids.has(id))
        this.problems.push({ path: `${name}.${index}.id`, message: `"${id}" stands there twice` })
      ids.add(id)
    }
    this.#known.set(name, ids)
  }

  has(section: string, id: string): boolean {
    return this.#known.get(section)?.has(id) ?? false
  }

  check(path: string, id: string | null | undefined, section: string): void {
    if (id && !this.has(section, id))
      this.problems.push({ path, message: `nothing in ${section} has the id "${id}"` })
  }
}
