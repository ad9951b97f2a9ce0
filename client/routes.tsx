import { createBrowserRouter, type RouteObject } from 'react-router'
import { NotShown } from './shell/not-shown.tsx'
import { Shell, type RouteHandle } from './shell/shell.tsx'
import { isBuilt, loadPage } from './screens.ts'
import { ErrorPage } from './ui/error-page.tsx'

/** Path and page (`home` is `client/features/<feature>/home-page.tsx`). */
const outside = [
  ['/sign-in/*', 'sign-in'],
  ['/setup/*', 'setup'],
  ['/invitation/*', 'invitation'],
] as const

const inside: [path: string, page: string, handle?: RouteHandle][] = [
  ['/', 'home'],
  ['/notifications', 'notifications'],
  ['/members', 'members'],
  ['/spaces/new', 'new-space'],
  ['/spaces/:spaceId', 'space'],
  ['/spaces/:spaceId/drafts', 'drafts'],
  ['/spaces/:spaceId/people', 'people'],
  ['/spaces/:spaceId/invite', 'invite'],
  ['/spaces/:spaceId/activity', 'activity'],
  ['/topics/:topicId', 'topic'],
  ['/drafts/:draftId', 'draft', { isNarrow: true }],
  ['/drafts/:draftId/versions', 'versions', { isNarrow: true }],
  ['/account', 'account'],
  ['/administration', 'administration'],
]

function route(path: string, page: string, handle?: RouteHandle): RouteObject[] {
  if (!isBuilt(page)) return []
  return [
    { path, lazy: () => loadPage(page), ErrorBoundary: Broken, ...(handle ? { handle } : {}) },
  ]
}

export const router = createBrowserRouter([
  ...outside.flatMap(([path, page]) => route(path, page)),
  {
    element: <Shell />,
    ErrorBoundary: Broken,
    hydrateFallbackElement: <></>,
    children: [
      ...inside.flatMap(([path, page, handle]) => route(path, page, handle)),
      { path: '*', element: <NotShown kind="notHere" /> },
    ],
  },
])

/** A fault of our own in a page, or a file that is gone after an upgrade: loading again helps both.
 * React and the router have put the error on the console by then. */
function Broken() {
  return (
    <main className="lonely">
      <ErrorPage kind="broken" />
    </main>
  )
}
