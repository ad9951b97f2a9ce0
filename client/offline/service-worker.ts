import { kindOfRequest, UNHASHED_FILES } from './shell-request.ts'

/** Put in by the build (vite.config.ts): its digest, and its scripts and styles. */
declare const BUILT_SHELL: { build: string; files: string[] }

/** The part of ServiceWorkerGlobalScope that is used here; its library clashes with the page's. */
interface WorkerScope {
  addEventListener(
    kind: 'install' | 'activate' | 'fetch',
    listener: (event: WorkerEvent) => void,
  ): void
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
}
interface WorkerEvent {
  request: Request
  waitUntil(work: Promise<unknown>): void
  respondWith(answer: Promise<Response>): void
}

const scope = globalThis as unknown as WorkerScope
const { build, files } = BUILT_SHELL
const PREFIX = 'plenary-shell/'
const CACHE = PREFIX + build
/** The same page for every address. */
const PAGE = '/'
/** Milliseconds that the network has before the kept page is shown instead. */
const PATIENCE = 3000

scope.addEventListener('install', (event) => {
  event.waitUntil(keepShell().then(() => scope.skipWaiting()))
})
scope.addEventListener('activate', (event) => {
  event.waitUntil(forgetOlderBuilds().then(() => scope.clients.claim()))
})
scope.addEventListener('fetch', (event) => {
  const kind = kindOfRequest(event.request, location.origin)
  if (kind === 'page') event.respondWith(page(event.request))
  if (kind === 'file') event.respondWith(file(event.request))
})

/** All of it or nothing: a page whose files are missing would be worse than none. */
async function keepShell(): Promise<void> {
  const cache = await caches.open(CACHE)
  await cache.addAll([
    new Request(PAGE, { cache: 'reload' }),
    ...UNHASHED_FILES.map((path) => new Request(path, { cache: 'reload' })),
    ...files,
  ])
}

async function forgetOlderBuilds(): Promise<void> {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE)
  await Promise.all(old.map((name) => caches.delete(name)))
}

/** The network first, so that a new build is picked up by the next load; then what is kept. */
async function page(request: Request): Promise<Response> {
  const kept = await caches.match(PAGE, { cacheName: CACHE })
  const answer = fetch(request)
  if (kept === undefined) return answer
  let timer: ReturnType<typeof setTimeout> | undefined
  const patience = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE)
  })
  const first = await Promise.race([answer.catch(() => null), patience])
  clearTimeout(timer)
  // 502 to 504 is a proxy that does not reach the server.
  return first === null || (first.status >= 502 && first.status <= 504) ? kept : first
}

/** A hashed file never changes: once kept, it is not asked for again. */
async function file(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(request, { ignoreVary: true })
  if (kept !== undefined) return kept
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request, answer.clone())
  return answer
}
