import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const folder = import.meta.dirname

interface Manifest {
  dependencies: Record<string, string>
}

const manifest = (): Manifest =>
  JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest

function isInstalled([name, version]: [string, string]): boolean {
  const file = path.join(folder, 'node_modules', name, 'package.json')
  if (!existsSync(file)) return false
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version === version
}

/** Installs what is measured beside the product, into this folder alone; says so where it does. */
export function ensurePeers(): void {
  if (Object.entries(manifest().dependencies).every(isInstalled)) return
  console.log(`Installing Hocuspocus and the clients into ${folder}/node_modules (npm ci) …`)
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status } = spawnSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error('npm ci failed in tests/bench/collab')
}

/**
 * A package of this folder that the product does not have. Not by a literal name: the checks of
 * this repository must pass where the peers are not installed.
 */
export async function importPeer<Module>(name: string): Promise<Module> {
  return (await import(name)) as Module
}

export function peerVersion(name: string): string {
  return manifest().dependencies[name] ?? 'unknown'
}
