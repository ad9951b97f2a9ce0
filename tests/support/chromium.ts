import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'

const MODULES = path.resolve(import.meta.dirname, '../../node_modules')

/** What a browser needs to be started by Playwright: `chromium.launch(browser.launchOptions)`. */
interface Found {
  launchOptions: { executablePath: string; args: string[]; env: Record<string, string> }
}

/** Not the package's own arguments: they switch off web security and the process model. */
const ARGUMENTS = [
  '--no-sandbox', // tests run as root in containers
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
]

/**
 * The Chromium for tests and scripts: CHROMIUM_PATH where it is set, else the one inside the npm
 * package, unpacked once. Where neither can run (the package is for Linux on x64), the reason.
 */
export function findChromium(): Found | { unavailable: string } {
  const own = process.env['CHROMIUM_PATH']
  if (own)
    return starts(own, {}) ?? { unavailable: `CHROMIUM_PATH is ${own}, which does not start` }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { unavailable: `no packaged browser for ${process.platform}-${process.arch}` }
  }
  const folder = unpacked()
  const executable = path.join(folder, 'chromium')
  const fonts = { FONTCONFIG_PATH: path.join(folder, 'fonts') }
  const libraries = [path.join(folder, 'al2023/lib'), process.env['LD_LIBRARY_PATH']]
  return (
    starts(executable, fonts) ??
    // Where the system has no libnss3, libnspr4 or libexpat, the package brings them.
    starts(executable, { ...fonts, LD_LIBRARY_PATH: libraries.filter(Boolean).join(':') }) ?? {
      unavailable: 'the packaged browser does not start on this system',
    }
  )
}

function starts(executablePath: string, additions: Record<string, string>): Found | null {
  const env = { ...(process.env as Record<string, string>), ...additions }
  const { status } = spawnSync(executablePath, ['--version'], { env, timeout: 20_000 })
  return status === 0 ? { launchOptions: { executablePath, args: ARGUMENTS, env } } : null
}

/**
 * The folder with the browser, its fonts and libraries (210 MB, 2 s, the first time). The package
 * takes a half-written file in the shared temporary folder for a finished one, and unpacks there;
 * so it unpacks into a folder of its own, which gets its name when it is whole.
 */
function unpacked(): string {
  const manifest = path.join(MODULES, '@sparticuz/chromium/package.json')
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  const folder = path.join(MODULES, '.cache', `chromium-${version}`)
  if (existsSync(folder)) return folder

  mkdirSync(path.dirname(folder), { recursive: true })
  const part = mkdtempSync(`${folder}-part-`)
  const script = "await (await import('@sparticuz/chromium')).default.executablePath()"
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: path.dirname(MODULES),
    // The second variable makes the package unpack its libraries as well.
    env: { ...process.env, TMPDIR: part, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The browser for tests could not be unpacked:\n${stderr}`)
  writeFileSync(path.join(part, 'fonts/fonts.conf'), fontsConfig(folder))
  try {
    renameSync(part, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error // else another process was first
    rmSync(part, { recursive: true, force: true })
  }
  return folder
}

/** The package's own file looks in folders of another system only. */
const fontsConfig = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`
