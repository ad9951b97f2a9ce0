import { z } from 'zod'
import { contract, endpoint, id, instant } from './contract.ts'

export const administration = contract('administration', {
  overview: endpoint({
    method: 'GET',
    path: '/api/administration',
    summary: 'How this installation stands: version, mail, database, files, people',
    permission: { who: 'administrator' },
    scope: 'admin',
    response: z.object({
      version: z.string(),
      node: z.string(),
      startedAt: instant,
      isDemo: z.boolean(),
      publicUrl: z.string(),
      mail: z.object({ isConfigured: z.boolean(), host: z.string().nullable() }),
      database: z.object({ kind: z.string(), bytes: z.int(), migration: z.string() }),
      files: z.object({ count: z.int(), bytes: z.int() }),
      people: z.int(),
      lastBackupAt: instant.nullable(),
    }),
  }),
  outbox: endpoint({
    method: 'GET',
    path: '/api/administration/outbox',
    summary: 'Every message that was or would have been sent, its secrets masked',
    permission: { who: 'administrator' },
    scope: 'admin',
    response: z.object({
      messages: z.array(
        z.object({
          id,
          kind: z.string(),
          to: z.string(),
          subject: z.string(),
          text: z.string(),
          state: z.enum(['waiting', 'sent', 'failed', 'notSent']),
          error: z.string().nullable(),
          createdAt: instant,
          sentAt: instant.nullable(),
        }),
      ),
    }),
  }),
  people: endpoint({
    method: 'GET',
    path: '/api/administration/people',
    summary: 'Names and seats, and nothing that opens content',
    permission: { who: 'administrator' },
    scope: 'admin',
    response: z.object({
      people: z.array(
        z.object({
          id,
          name: z.string(),
          isAdministrator: z.boolean(),
          isConfirmed: z.boolean(),
          seats: z.array(z.object({ title: z.string(), agency: z.string().nullable() })),
        }),
      ),
    }),
  }),
})
