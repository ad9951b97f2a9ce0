import { expect, test } from 'vitest'
import { forum } from '#shared/contracts/forum.ts'
import { spaces } from '#shared/contracts/spaces.ts'
import { ApiError, failureCode, problemOf } from '../../client/api/api-error.ts'
import { addressOf } from '../../client/api/call.ts'
import { keyOf } from '../../client/api/query-of.ts'

test('an endpoint’s address has its parameters escaped and leaves out what was not given', () => {
  const input = {
    params: { spaceId: 'a/b?c' },
    query: { filter: 'unread' as const, before: undefined },
  }
  expect(addressOf(forum.topics, input)).toBe('/api/spaces/a%2Fb%3Fc/topics?filter=unread')
})

test('a parameter that is missing is a fault of ours, not an address', () => {
  expect(() => addressOf(spaces.show, {})).toThrow('spaces.show needs the parameter spaceId')
})

test('a key without a query stands at the front of the keys with one', () => {
  const params = { spaceId: 'space001' }
  const page = keyOf(forum.topics, { params, query: { filter: 'unread' } })
  expect(page.slice(0, 2)).toEqual(keyOf(forum.topics, { params }))
})

test('a refusal keeps the server’s code and its remarks on fields', () => {
  const fields = [{ path: 'agencies.2.acronym', message: 'must not be empty' }]
  const error = problemOf(422, { type: 'x', title: 'x', status: 422, code: 'invalid', fields })
  expect([error.code, error.fields]).toEqual(['invalid', fields])
})

test('a proxy’s page counts as unreachable, anything else without a code as our fault', () => {
  expect([502, 503, 504, 500, 200].map((status) => problemOf(status, '<html>').code)).toEqual([
    'offline',
    'offline',
    'offline',
    'internal',
    'internal',
  ])
  expect([failureCode(new ApiError('closed')), failureCode(new TypeError('x'))]).toEqual([
    'closed',
    'internal',
  ])
})
