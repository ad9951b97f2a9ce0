import { Router } from 'express'
import { Gauge, type Registry } from 'prom-client'
import { isLoopback } from '#server/config.ts'

export interface ProbeParts {
  registry: Registry
  /** False while starting, stopping, or while the storage cannot be written. */
  isReady(): boolean
  gauges: { name: string; help: string; read(): number }[]
  /** Whether a Bearer token of an administrator was given. */
  mayReadMetrics(authorization: string | undefined): Promise<boolean>
}

/** Health and metrics. Metrics answer un-forwarded loopback or a token, and carry no ids (H19). */
export function probes(parts: ProbeParts): Router {
  for (const gauge of parts.gauges) {
    new Gauge({
      name: gauge.name,
      help: gauge.help,
      registers: [parts.registry],
      collect() {
        this.set(gauge.read())
      },
    })
  }
  const router = Router()
  router.get('/healthz', (_request, response) => {
    response.type('text').send('ok')
  })
  router.get('/readyz', (_request, response) => {
    const isReady = parts.isReady()
    response
      .status(isReady ? 200 : 503)
      .type('text')
      .send(isReady ? 'ready' : 'not ready')
  })
  router.get('/metrics', async (request, response) => {
    const isForwarded =
      request.get('x-forwarded-for') !== undefined || request.get('forwarded') !== undefined
    const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
    const isLocal = isLoopback(address) && !isForwarded
    if (!isLocal && !(await parts.mayReadMetrics(request.get('authorization')))) {
      response.status(404).type('text').send('not found')
      return
    }
    response.type(parts.registry.contentType).send(await parts.registry.metrics())
  })
  return router
}
