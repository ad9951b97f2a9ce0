import { spawn } from 'node:child_process'

export interface ToolRun {
  code: number | null
  stdout: string
  stderr: string
}

/** The command-line tool as a process of its own, on the data of `dataDir`. */
export async function runTool(
  dataDir: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<ToolRun> {
  const child = spawn(process.execPath, ['server/tool.ts', ...args], {
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: dataDir, PORT: '4000', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const text = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => (text[name] += chunk))
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, ...text }
}
