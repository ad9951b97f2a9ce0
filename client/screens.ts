import type { ComponentType } from 'react'

// Pages are found by their file, so that a page exists for links and routes as soon as it is there.
const pages = import.meta.glob<Record<string, ComponentType>>('./features/*/*-page.tsx')

const byName = new Map(
  Object.entries(pages).map(([file, load]) => [file.replace(/^.*\/(.*)-page\.tsx$/, '$1'), load]),
)

/** Whether `client/features/<feature>/<name>-page.tsx` is there: nothing may lead where nothing is. */
export function isBuilt(name: string): boolean {
  return byName.has(name)
}

const reloadedKey = 'plenary.reloadedAt'
/** Within this long (ms) a second failure is none that loading anew mends. */
const reloadAgainAfter = 10_000

/**
 * After an upgrade the files that an open page knows are gone: then the whole page is loaded anew,
 * once. Throws where that did not help.
 */
async function afterUpgrade<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (error) {
    const last = Number(sessionStorage.getItem(reloadedKey) ?? 0)
    if (performance.timeOrigin - last < reloadAgainAfter) throw error
    sessionStorage.setItem(reloadedKey, String(performance.timeOrigin))
    location.reload()
    return new Promise(() => undefined)
  }
}

/** The page's component: `home` is `HomePage` in `home-page.tsx`. */
export async function loadPage(name: string): Promise<{ Component: ComponentType }> {
  const exported = `${name.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase())}Page`
  const load = byName.get(name)
  const Component = load && (await afterUpgrade(load))[exported]
  if (!Component) throw new Error(`${name}-page.tsx must export ${exported}`)
  return { Component }
}
