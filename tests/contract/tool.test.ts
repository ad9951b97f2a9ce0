import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { databaseFile } from '#server/backup/data-folder.ts'
import { toolAddress } from '#server/tool/tool-socket.ts'
import { startInstallation } from '#tests/support/installation.ts'
import { runTool } from '#tests/support/run-tool.ts'
import { smallTerm } from '#tests/support/small-term.ts'
import { temporaryFolder } from '#tests/support/temporary-storage.ts'

/** Typed: an assertion's own type would be any. */
const containing = (words: string) => expect.stringContaining(words) as string
const matching = (pattern: RegExp) => expect.stringMatching(pattern) as string

const focalPoint = 'fp.alpha@council.example'

describe('the tool, while a server runs', { timeout: 90_000 }, () => {
  test('hands its commands over; the result alone is on stdout, and the links and tokens work', async () => {
    const { plenary, url, nobody } = await startInstallation()
    const { dataDir } = plenary.services.config
    expect(statSync(toolAddress(dataDir)).mode & 0o777).toBe(0o600)

    const link = await runTool(dataDir, ['sign-in-link', focalPoint])
    expect(link).toMatchObject({
      code: 0,
      stdout: matching(/^http:\/\/127\.0\.0\.1:\d+\/link\/\w+\n$/),
    })
    expect(link.stdout.startsWith(`${url}/link/`)).toBe(true)
    expect((await nobody.get(new URL(link.stdout.trim()).pathname)).status).toBe(303)

    const made = await runTool(dataDir, [
      'api-token',
      focalPoint,
      '--scope',
      'read',
      '--days',
      '2',
      '--json',
    ])
    const { token } = JSON.parse(made.stdout) as { token: string }
    const me = await nobody.request('GET', '/api/session', undefined, {
      authorization: `Bearer ${token}`,
    })
    expect((me.body as { person: unknown }).person).toMatchObject({ email: focalPoint })

    const marked = await runTool(dataDir, ['administrator', focalPoint])
    expect(marked).toMatchObject({ code: 0, stdout: 'focalPoint, alpha\n' })
    // H24: what is made on the machine is seen by the person and the chair's office.
    const told = await plenary.services.storage.db
      .selectFrom('event')
      .select(['kind', 'audience'])
      .orderBy('seq')
      .execute()
    for (const kind of ['signInLink.made', 'token.made', 'administrator.marked']) {
      const audiences = told
        .filter((event) => event.kind === kind)
        .map(({ audience }) => audience.split(':')[0] ?? '')
      expect([kind, new Set(audiences)]).toEqual([kind, new Set(['office', 'person'])])
    }
  })

  test('imports, looks and saves through the server, and refuses what must not happen under it', async () => {
    const { plenary } = await startInstallation()
    const { dataDir } = plenary.services.config
    const folder = temporaryFolder()
    const term = path.join(folder, 'term.json')
    writeFileSync(
      term,
      JSON.stringify({
        ...smallTerm,
        documents: [...smallTerm.documents, { id: 'new', title: 'New' }],
      }),
    )
    const imported = await runTool(dataDir, ['import', term])
    expect(imported.code).toBe(0)
    expect(imported.stdout).toContain('Added: 1 draft.')
    expect(imported.stderr).toContain('Nobody has the mark of administrator')

    writeFileSync(term, '{ "group": ')
    expect(await runTool(dataDir, ['import', term])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: containing('line 1, column 12'),
    })

    const backup = path.join(folder, 'backup.tar')
    expect(await runTool(dataDir, ['backup', backup])).toMatchObject({
      code: 0,
      stdout: `${backup}\n`,
    })
    const examined = await runTool(dataDir, ['doctor', '--json'])
    const { findings } = JSON.parse(examined.stdout) as {
      findings: { state: string; what: string }[]
    }
    expect(findings).toContainEqual({ state: 'ok', what: 'the database is sound' })

    for (const args of [['restore', backup], ['migrate']]) {
      const refused = await runTool(dataDir, args)
      expect(refused).toMatchObject({
        code: 1,
        stdout: '',
        stderr: containing('stop it first'),
      })
    }
    expect(plenary.services.storage.isHealthy()).toBe(true)
  })
})

describe('the tool, without a server', { timeout: 90_000 }, () => {
  test('opens the database itself: imports into nothing, makes links, saves, restores, migrates', async () => {
    const folder = temporaryFolder()
    const dataDir = path.join(folder, 'data')
    const term = path.join(folder, 'term.json')
    writeFileSync(term, JSON.stringify(smallTerm))
    expect(await runTool(dataDir, ['sign-in-link', focalPoint])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: containing('There is no database in'),
    })
    expect(existsSync(dataDir)).toBe(false)

    expect(await runTool(dataDir, ['import', term])).toMatchObject({ code: 0 })
    expect(statSync(dataDir).mode & 0o777).toBe(0o700)
    expect(statSync(databaseFile(dataDir)).mode & 0o777).toBe(0o600)
    expect(await runTool(dataDir, ['sign-in-link', focalPoint])).toMatchObject({
      code: 0,
      stdout: matching(/^http:\/\/127\.0\.0\.1:4000\/link\/\w+\n$/),
    })

    const backup = path.join(folder, 'backup.tar')
    expect(await runTool(dataDir, ['backup', backup])).toMatchObject({ code: 0 })
    const restored = await runTool(dataDir, ['restore', backup])
    expect(restored).toMatchObject({
      code: 0,
      stdout: `${dataDir}\n`,
      stderr: containing('is kept in'),
    })
    expect(await runTool(dataDir, ['migrate'])).toMatchObject({ code: 0, stdout: '' })
  })

  test('says what it did not understand, and leaves stdout empty', async () => {
    const dataDir = temporaryFolder()
    const wrong: [string[], string][] = [
      [['nonsense'], 'There is no command "nonsense"'],
      [['api-token', focalPoint], 'scopes'],
      [['api-token', focalPoint, '--scope', 'everything'], 'scopes'],
      [['sign-in-link'], 'email'],
      [['import', path.join(dataDir, 'nowhere.json')], 'no such file'],
      [['backup'], 'Name a file'],
    ]
    for (const [args, words] of wrong) {
      expect([args, await runTool(dataDir, args)]).toEqual([
        args,
        { code: 1, stdout: '', stderr: containing(words) },
      ])
    }
    expect(await runTool(dataDir, ['--help'])).toMatchObject({
      code: 0,
      stdout: containing('sign-in-link EMAIL'),
      stderr: '',
    })
  })

  test('a restore is refused while a server starts or hangs: its process lives', async () => {
    const dataDir = path.join(temporaryFolder(), 'data')
    mkdirSync(dataDir)
    // Some process that lives; the tool is a child of this one.
    writeFileSync(path.join(dataDir, 'plenary.pid'), `${process.pid}\n`)
    expect(await runTool(dataDir, ['restore', 'any.tar'])).toMatchObject({
      code: 1,
      stderr: containing('stop it first'),
    })
  })
})
