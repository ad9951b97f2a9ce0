import { findChromium } from '../../support/chromium.ts'

/** Says in one line why no browser test can run here, instead of failing each in its own words. */
export default function refuseWithoutBrowser(): void {
  const chromium = findChromium()
  if ('unavailable' in chromium) {
    throw new Error(`${chromium.unavailable}. Set CHROMIUM_PATH to a Chromium to run these tests.`)
  }
}
