/** The script's fixed name in the build. */
const SCRIPT = '/service-worker.js'

/**
 * Keeps the client itself on this device, so that it opens without the network; what it shows is
 * kept elsewhere (kept-answers.ts). Only built: in development each file changes by the minute.
 */
export function registerServiceWorker(): void {
  // Absent where the page came over plain http from another machine.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const register = () => {
    // Refused in private windows of some browsers: then there is nothing offline, as before.
    void navigator.serviceWorker.register(SCRIPT).catch(() => undefined)
  }
  // The page's own files go first.
  if (document.readyState === 'complete') register()
  else window.addEventListener('load', register, { once: true })
}
