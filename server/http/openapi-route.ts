import { Router } from 'express'

/** `GET /api/openapi.json`: made once, when first asked for. */
export function openApiRoute(): Router {
  let document: string | null = null
  const router = Router()
  router.get('/api/openapi.json', async (_request, response) => {
    if (document === null) {
      const { openApiDocument } = await import('./openapi.ts')
      document = JSON.stringify(openApiDocument())
    }
    response.type('application/json').send(document)
  })
  return router
}
