import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const server = 'http://127.0.0.1:3000'
const stub = fileURLToPath(new URL('client/contract-without-schemas.ts', import.meta.url))

/** Contracts reach the browser without their schemas; see client/contract-without-schemas.ts. */
const contractWithoutSchemas: Plugin = {
  name: 'contract-without-schemas',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source === 'zod' && importer?.includes('/shared/') ? stub : undefined,
}

const WORKER = 'service-worker'

/**
 * Tells the service worker what it keeps: every script and style, so that no page fails for want of
 * a file, and the fonts of Latin letters; other fonts are kept when they are first used.
 */
const shellOfBuild: Plugin = {
  name: 'shell-of-build',
  // After the page itself is written.
  enforce: 'post',
  generateBundle(_options, bundle) {
    const worker = bundle[`${WORKER}.js`]
    if (worker?.type !== 'chunk') return
    const names = Object.keys(bundle).sort()
    const hash = createHash('sha256').update(names.join())
    const page = bundle['index.html']
    if (page?.type === 'asset') hash.update(page.source)
    for (const name of ['first-paint.js', 'mark.svg'])
      hash.update(readFileSync(new URL(`client/public/${name}`, import.meta.url)))
    const files = names.filter((name) =>
      /^assets\/(.*\.(js|css)|.*-latin-wght-.*\.woff2)$/.test(name),
    )
    const shell = {
      build: hash.digest('hex').slice(0, 16),
      files: files.map((name) => `/${name}`),
    }
    worker.code = worker.code.replace('BUILT_SHELL', `(${JSON.stringify(shell)})`)
  },
}

export default defineConfig({
  root: 'client',
  plugins: [contractWithoutSchemas, react(), shellOfBuild],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy allows no data: URLs for fonts and scripts.
    assetsInlineLimit: 0,
    // The polyfill would be an inline script; every browser that is served has the real thing.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      input: {
        index: fileURLToPath(new URL('client/index.html', import.meta.url)),
        [WORKER]: fileURLToPath(new URL('client/offline/service-worker.ts', import.meta.url)),
      },
      output: {
        // Its name is its identity: the browser asks for the same address whether it has changed.
        entryFileNames: ({ name }) => (name === WORKER ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: {
    proxy: {
      // Not the client's own files in client/api; and Host stays the one that the Origin names.
      '^/api/(?!.*\\.tsx?)': { target: server, changeOrigin: false },
      '/socket.io': { target: server, ws: true },
      '/collab': { target: server, ws: true },
    },
  },
})
