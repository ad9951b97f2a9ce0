import { PlenaryError } from '#shared/errors.ts'
import { readConfig } from './config.ts'
import { prepareDemo } from './features/demo/prepare-demo.ts'

// Run by main.ts before it serves a demonstration: loads the term into its database, or checks that
// it is there.
try {
  await prepareDemo(readConfig())
} catch (error) {
  console.error(error instanceof PlenaryError ? error.message : error)
  process.exit(1)
}
