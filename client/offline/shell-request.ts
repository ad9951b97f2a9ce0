/** What the service worker does with a request: `other` it leaves to the browser. */
type RequestKind = 'page' | 'file' | 'other'

/**
 * Addresses that are one page of the client each. Links (`/link/…`, `/invite/…`, `/setup/…`) are the
 * server's, which sets a cookie and leads on (H17); sign-in and setup make no sense without it.
 */
const PAGES = /^\/(|notifications|members|account|administration|(spaces|topics|drafts)\/[^.]*)$/

/** Names without a hash in the built client. */
export const UNHASHED_FILES = ['/first-paint.js', '/mark.svg']

/** Never the API, the engine or the sockets: those answers are somebody's, the shell is nobody's. */
export function kindOfRequest(
  request: Pick<Request, 'method' | 'mode' | 'url'>,
  origin: string,
): RequestKind {
  const { origin: itsOrigin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || itsOrigin !== origin) return 'other'
  if (request.mode === 'navigate') return PAGES.test(pathname) ? 'page' : 'other'
  return pathname.startsWith('/assets/') || UNHASHED_FILES.includes(pathname) ? 'file' : 'other'
}
