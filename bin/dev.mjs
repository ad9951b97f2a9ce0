// npm run dev: the server, restarted when its files change, and the client from vite.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { createServer } from 'vite'

const ROOT = path.dirname(import.meta.dirname)
const HOST = '127.0.0.1'
const serverPort = process.env.PORT ?? '3000'

const target = `http://${HOST}:${serverPort}`
const vite = await createServer({
  configFile: path.join(ROOT, 'vite.config.ts'),
  server: {
    host: HOST,
    strictPort: true,
    proxy: {
      // Not the client's own files in client/api; and Host stays the one that the Origin names.
      '^/api/(?!.*\\.tsx?)': { target, changeOrigin: false },
      '/socket.io': { target, ws: true },
      '/collab': { target, ws: true },
    },
  },
})
await vite.listen()
const [publicUrl] = vite.resolvedUrls.local

const server = spawn(process.execPath, ['--watch', 'server/main.ts', ...process.argv.slice(2)], {
  cwd: ROOT,
  // Links and the check of Origin must name the address in the browser, which is vite's.
  env: { PUBLIC_URL: publicUrl.replace(/\/$/, ''), ...process.env, PORT: serverPort },
  stdio: 'inherit',
})
console.log(`Plenary for development: ${publicUrl}`)

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    // On Ctrl-C the terminal has sent SIGINT to the server already.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) server.kill(signal)
  })
}
server.on('exit', (code) => {
  void vite.close().finally(() => process.exit(code ?? 0))
})
