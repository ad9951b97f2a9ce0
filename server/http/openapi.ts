import { z } from 'zod'
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi'
import { allEndpoints } from '#shared/contracts/api.ts'
import type { Endpoint } from '#shared/contracts/contract.ts'
import { errorCodes } from '#shared/errors.ts'
import { productVersion } from './product-version.ts'

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(errorCodes),
    detail: z.string().optional(),
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'Any refusal; `code` is stable, the words are not.' })

const file = z.object({ file: z.string().meta({ format: 'binary' }) })

/** The API as OpenAPI 3.1, from the same contracts that the routes are bound to. */
export function openApiDocument() {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Plenary',
      version: productVersion,
      description:
        'Ids are opaque. Instants are milliseconds since 1970, UTC, in the installation’s time (`now`). ' +
        'A header `Idempotency-Key` makes a repeated change happen once.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }, { token: [] }],
    tags: [...new Set(allEndpoints().map(featureOf))].map((name) => ({ name })),
    paths: allPaths(),
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-plenary',
          description:
            'The browser’s session; over plain http on loopback its name is plenary-PORT.',
        },
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API token; each operation names its scope.',
        },
      },
    },
  })
}

function featureOf(endpoint: Endpoint): string {
  return endpoint.name.split('.')[0] ?? endpoint.name
}

function allPaths(): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const endpoint of allEndpoints()) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) }
  }
  return paths
}

function operation(endpoint: Endpoint): ZodOpenApiOperationObject {
  const body = bodyOf(endpoint)
  return {
    operationId: endpoint.name,
    tags: [featureOf(endpoint)],
    summary: endpoint.summary,
    description: whoMay(endpoint),
    ...securityOf(endpoint),
    requestParams: { path: endpoint.params, query: endpoint.query },
    ...(body && { requestBody: { required: true, content: body } }),
    responses: {
      ...answerOf(endpoint),
      default: {
        description: 'Refused',
        content: { 'application/problem+json': { schema: problem } },
      },
    },
  }
}

function bodyOf(endpoint: Endpoint) {
  if (endpoint.multipart) return { 'multipart/form-data': { schema: file } }
  return endpoint.body.type === 'undefined'
    ? null
    : { 'application/json': { schema: endpoint.body } }
}

function answerOf(endpoint: Endpoint): ZodOpenApiOperationObject['responses'] {
  if (endpoint.response.type !== 'undefined') {
    return {
      '200': {
        description: 'Done',
        content: { 'application/json': { schema: endpoint.response } },
      },
    }
  }
  // A read that answers no JSON answers a file's bytes.
  if (endpoint.method === 'GET') {
    const bytes = z.string().meta({ format: 'binary' })
    return {
      '200': {
        description: 'The bytes',
        content: { 'application/octet-stream': { schema: bytes } },
      },
    }
  }
  return { '204': { description: 'Done' } }
}

function whoMay({ permission, scope }: Endpoint): string {
  const who =
    'who' in permission
      ? `For: ${permission.who}.`
      : `Right: ${permission.action}, of the ${permission.on}.`
  return scope === 'never' ? `${who} Not with a token.` : `${who} Scope of a token: ${scope}.`
}

function securityOf({ permission, scope }: Endpoint): Pick<ZodOpenApiOperationObject, 'security'> {
  if ('who' in permission && permission.who === 'anyone') return { security: [] }
  return scope === 'never' ? { security: [{ session: [] }] } : {}
}
