import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { initialLanguage, setLanguage } from './i18n/language.ts'
import { registerServiceWorker } from './offline/register-service-worker.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

// English is there at once; another language is fetched before the first word is shown.
await setLanguage(initialLanguage()).catch(() => setLanguage('en'))
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
registerServiceWorker()
