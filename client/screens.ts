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

/** The page's component: `home` is `HomePage` in `home-page.tsx`. */
export async function loadPage(name: string): Promise<{ Component: ComponentType }> {
  const exported = `${name.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase())}Page`
  const Component = (await byName.get(name)?.())?.[exported]
  if (!Component) throw new Error(`${name}-page.tsx must export ${exported}`)
  return { Component }
}
