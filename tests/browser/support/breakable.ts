import type { Page, WebSocketRoute } from '@playwright/test'

/**
 * The page's live connections, to be cut and let through again: the editor's and the product's, as
 * WebSockets and as polls. What the page asks of the API still gets through.
 */
export async function breakable(
  page: Page,
): Promise<{ cut: () => void; mend: () => Promise<void> }> {
  const open: WebSocketRoute[] = []
  let isCut = false
  await page.routeWebSocket(/\/(collab|socket\.io)\//, (socket) => {
    if (isCut) return void socket.close()
    socket.connectToServer()
    open.push(socket)
  })
  await page.route(/\/socket\.io\//, (route) => (isCut ? route.abort() : route.continue()))
  const cut = () => {
    isCut = true
    for (const socket of open.splice(0)) void socket.close()
  }
  const mend = async () => {
    isCut = false
    // As the browser says it: nobody waits for the next attempt.
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
  }
  return { cut, mend }
}
