import { readFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { generatedDocs } from '#server/generated-docs.ts'
import { openApiDocument } from '#server/http/openapi.ts'
import { allEndpoints } from '#shared/contracts/api.ts'

test.each(Object.entries(generatedDocs()))(
  'docs/%s is what the code says (else: npm run docs)',
  (name, text) => {
    expect(readFileSync(`docs/${name}`, 'utf8') === text).toBe(true)
  },
)

test('the API’s description is valid OpenAPI 3.1 and names every endpoint once', async () => {
  const document = openApiDocument()
  const result = await new Validator().validate(
    JSON.parse(JSON.stringify(document)) as Parameters<Validator['validate']>[0],
  )
  expect(result).toEqual({ valid: true })
  const operations = Object.values(document.paths ?? {}).flatMap((path) =>
    Object.values(path as Record<string, unknown>),
  )
  const names = operations.map((operation) => (operation as { operationId: string }).operationId)
  expect(names.toSorted()).toEqual(
    allEndpoints()
      .map(({ name }) => name)
      .toSorted(),
  )
})
