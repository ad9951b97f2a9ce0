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

export default defineConfig({
  root: 'client',
  plugins: [contractWithoutSchemas, react()],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy allows no data: URLs for fonts and scripts.
    assetsInlineLimit: 0,
    // The polyfill would be an inline script; every browser that is served has the real thing.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
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
