import { z } from 'zod'
import {
  contract,
  email,
  endpoint,
  id,
  instant,
  language,
  shortText,
  timeZone,
} from './contract.ts'
import { agencyPlate, seatRole } from './people.ts'

export const password = z.string().min(12, 'at least 12 characters').max(200)
export const mailFrequency = z.enum(['atOnce', 'daily', 'none'])
export const tokenScope = z.enum(['read', 'post', 'draft', 'invite', 'admin'])

const groupSummary = z.object({
  id,
  name: z.string(),
  acronym: z.string(),
  timeZone: z.string(),
  /** May create spaces and invite: the chair's principal seats and the secretariat, today. */
  isOffice: z.boolean(),
  /** Whom to ask: the secretariat, else the agency in the chair. An address only where one is public. */
  office: z.object({ name: z.string(), email: z.string().nullable() }).nullable(),
  /** Sees members and seats; false for a guest, who sees one object. */
  isMember: z.boolean(),
  seats: z.array(
    z.object({
      id,
      role: seatRole,
      title: z.string(),
      agency: agencyPlate.nullable(),
      isSeatKeeper: z.boolean(),
    }),
  ),
})

const ownPerson = z.object({
  id,
  name: z.string(),
  email: z.string().nullable(),
  isConfirmed: z.boolean(),
  isAdministrator: z.boolean(),
  language,
  timeZone: z.string(),
  mailFrequency,
  hasPassword: z.boolean(),
  keyboardShortcuts: z.boolean(),
})

/** What the client needs before it can show anything; answered to everybody. */
export const session = z.object({
  installation: z.object({
    id: z.string(),
    isSetUp: z.boolean(),
    isDemo: z.boolean(),
    /** No mail server: links are shown to copy, and a notice asks for a password. */
    isMailConfigured: z.boolean(),
    version: z.string(),
  }),
  now: instant,
  person: ownPerson.nullable(),
  groups: z.array(groupSummary),
  session: z.object({ isShared: z.boolean() }).nullable(),
})
export type Session = z.output<typeof session>
export type GroupSummary = z.output<typeof groupSummary>

const signedIn = z.object({ personId: id, next: z.string() })

export const identity = contract('identity', {
  session: endpoint({
    method: 'GET',
    path: '/api/session',
    summary: 'Who I am, my groups and seats, and what this installation is',
    permission: { who: 'anyone' },
    scope: 'read',
    response: session,
  }),
  signInWithPassword: endpoint({
    method: 'POST',
    path: '/api/sign-in/password',
    summary: 'Sign in with address and password',
    permission: { who: 'anyone' },
    scope: 'never',
    body: z.object({ email, password: z.string().max(200), isShared: z.boolean().default(false) }),
    response: signedIn,
  }),
  requestLink: endpoint({
    method: 'POST',
    path: '/api/sign-in/link-request',
    summary: 'Ask for a single-use sign-in link by mail; the answer is the same for everybody',
    permission: { who: 'anyone' },
    scope: 'never',
    body: z.object({ email }),
    response: z.object({ isMailConfigured: z.boolean() }),
  }),
  openedLink: endpoint({
    method: 'GET',
    path: '/api/sign-in/link',
    summary: 'Whom the link that was just opened signs in (nothing is used up)',
    permission: { who: 'anyone' },
    scope: 'never',
    response: z.object({
      name: z.string(),
      purpose: z.enum(['signIn', 'confirm', 'reset', 'demo', 'tool']),
      signedInAs: z.string().nullable(),
    }),
  }),
  useLink: endpoint({
    method: 'POST',
    path: '/api/sign-in/link',
    summary: 'Use the link that was just opened and sign in',
    permission: { who: 'anyone' },
    scope: 'never',
    body: z.object({ isShared: z.boolean().default(false) }),
    response: signedIn,
  }),
  signOut: endpoint({
    method: 'POST',
    path: '/api/sign-out',
    summary: 'End this session',
    permission: { who: 'signedIn' },
    scope: 'never',
  }),
  updateAccount: endpoint({
    method: 'PATCH',
    path: '/api/account',
    summary: 'Change my name, language, time zone, mail and shortcuts',
    permission: { who: 'signedIn' },
    scope: 'never',
    body: z.object({
      name: shortText.optional(),
      language: language.optional(),
      timeZone: timeZone.optional(),
      mailFrequency: mailFrequency.optional(),
      keyboardShortcuts: z.boolean().optional(),
    }),
    response: ownPerson,
  }),
  setPassword: endpoint({
    method: 'PUT',
    path: '/api/account/password',
    summary: 'Set or change my password; ends my other sessions and tokens',
    permission: { who: 'signedIn' },
    scope: 'never',
    body: z.object({ current: z.string().max(200).optional(), next: password }),
  }),
  requestConfirmation: endpoint({
    method: 'POST',
    path: '/api/account/confirmation-request',
    summary: 'Send me a mail that proves my address',
    permission: { who: 'signedIn' },
    scope: 'never',
    response: z.object({ isMailConfigured: z.boolean() }),
  }),
  sessions: endpoint({
    method: 'GET',
    path: '/api/account/sessions',
    summary: 'My open sessions',
    permission: { who: 'signedIn' },
    scope: 'never',
    response: z.object({
      sessions: z.array(
        z.object({
          id: z.string(),
          isCurrent: z.boolean(),
          isShared: z.boolean(),
          madeBy: z.enum(['password', 'link', 'invitation', 'setup', 'demo', 'tool']),
          userAgent: z.string(),
          createdAt: instant,
          seenAt: instant,
        }),
      ),
    }),
  }),
  endSession: endpoint({
    method: 'DELETE',
    path: '/api/account/sessions/:sessionId',
    summary: 'End one of my sessions; its open sockets close at once',
    permission: { who: 'signedIn' },
    scope: 'never',
    params: z.object({ sessionId: z.string().max(80) }),
  }),
  tokens: endpoint({
    method: 'GET',
    path: '/api/account/tokens',
    summary: 'My API tokens',
    permission: { who: 'signedIn' },
    scope: 'never',
    response: z.object({
      tokens: z.array(
        z.object({
          id,
          name: z.string(),
          prefix: z.string(),
          scopes: z.array(tokenScope),
          createdAt: instant,
          expiresAt: instant,
          lastUsedAt: instant.nullable(),
        }),
      ),
    }),
  }),
  createToken: endpoint({
    method: 'POST',
    path: '/api/account/tokens',
    summary: 'Make an API token; the secret is in this answer and nowhere else',
    permission: { who: 'signedIn' },
    scope: 'never',
    body: z.object({
      name: shortText,
      scopes: z.array(tokenScope).min(1).max(5),
      days: z.int().min(1).max(366).default(30),
    }),
    response: z.object({ id, token: z.string(), expiresAt: instant }),
  }),
  revokeToken: endpoint({
    method: 'DELETE',
    path: '/api/account/tokens/:tokenId',
    summary: 'Revoke one of my API tokens',
    permission: { who: 'signedIn' },
    scope: 'never',
    params: z.object({ tokenId: id }),
  }),
  confirmPerson: endpoint({
    method: 'POST',
    path: '/api/persons/:personId/confirmation',
    summary: 'Confirm by name a person whose address is not proven',
    permission: { action: 'person.confirm', on: 'person', param: 'personId' },
    scope: 'never',
    params: z.object({ personId: id }),
  }),
})
