import { termFileSchema } from './features/import/index.ts'
import { openApiDocument } from './http/openapi.ts'

/** Files under docs/ that are made from the code, by name; a test says when one is stale. */
export function generatedDocs(): Record<string, string> {
  const written = (value: object) => `${JSON.stringify(value, null, 2)}\n`
  return {
    'import-schema.json': written(termFileSchema()),
    'openapi.json': written(openApiDocument()),
  }
}
