import { defineConfig } from '@playwright/test'
import { findChromium } from './tests/support/chromium.ts'

const chromium = findChromium()

export default defineConfig({
  testDir: 'tests/browser',
  globalSetup: './tests/browser/support/global-setup.ts',
  outputDir: 'test-results',
  // Browsers mostly wait, also with one core for each; a test that needs a second try has a fault.
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    trace: 'off',
    screenshot: 'only-on-failure',
    locale: 'en-GB',
    timezoneId: 'UTC',
    // Each would fetch the whole client for a test that does not ask for it; offline.test.ts does.
    serviceWorkers: 'block',
    viewport: { width: 1280, height: 800 },
    ...('unavailable' in chromium ? {} : { launchOptions: chromium.launchOptions }),
  },
})
