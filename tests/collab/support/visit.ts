import type { Visit } from '#server/collab/engine.ts'

/** Somebody with this token at the door of draft 7. */
export function visitOf(token: string, more: Partial<Visit> = {}): Visit {
  return {
    draftId: '7',
    credentials: {
      cookieHeader: null,
      authorization: `Bearer ${token}`,
      origin: null,
      host: null,
      remoteAddress: null,
    },
    wantsStored: true,
    schema: null,
    epoch: null,
    ...more,
  }
}
