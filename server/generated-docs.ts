import { termFileSchema } from './features/import/index.ts'
import { openApiDocument } from './http/openapi.ts'

function written(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

/** Files under docs/ that are made from the code, by name; a test says when one is stale. */
export function generatedDocs(): Record<string, string> {
  return {
    'import-schema.json': written(termFileSchema()),
    'openapi.json': written(openApiDocument()),
  }
}
