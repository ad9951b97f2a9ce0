// npm run docs: the files under docs/ that are made from the code.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { generatedDocs } from '../server/generated-docs.ts'

const folder = path.join(path.dirname(import.meta.dirname), 'docs')
mkdirSync(folder, { recursive: true })
for (const [name, text] of Object.entries(generatedDocs())) {
  writeFileSync(path.join(folder, name), text)
  console.log(`docs/${name}`)
}
