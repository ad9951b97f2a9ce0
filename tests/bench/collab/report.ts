import { arch, cpus } from 'node:os'
import { median } from './measure.ts'
import { peerVersion } from './peers.ts'
import { isMet, type Measure, type Results, shares } from './results.ts'
import type { RunOptions } from './run.ts'
import { SERVER_PLANS, type ServerKind } from './servers/server-kind.ts'

/** What the machine was and did: load averages of one minute, before and after. */
export interface Circumstances {
  options: RunOptions
  load: [before: number, after: number]
}

const verdict = (met: boolean | null) => (met === null ? '' : met ? 'ok' : 'missed')

/** Three figures, and no exponents. */
function show(number: number | undefined): string {
  if (number === undefined || Number.isNaN(number)) return ''
  return number >= 100 ? String(Math.round(number)) : String(Number(number.toPrecision(3)))
}

function figure(measure: Measure, server: ServerKind): string {
  const values = measure.values[server]
  return values.length === 0 ? '' : `${show(median(values))} ${measure.unit}`
}

function measureRows({ measures }: Results): string[][] {
  return measures.map((measure) => {
    const { least, median: share, most } = shares(measure)
    const range = Number.isFinite(least) && least < most ? ` (${show(least)} to ${show(most)})` : ''
    return [
      measure.work,
      measure.what,
      figure(measure, 'plenary'),
      figure(measure, 'hocuspocus'),
      figure(measure, 'relay'),
      `${show(share)}${range}`,
      measure.wanted === null ? '' : `≤ ${measure.wanted}`,
      verdict(isMet(measure)),
    ]
  })
}

function killRows({ kills }: Results): string[][] {
  return kills.map(({ figures, rounds, server }) => [
    SERVER_PLANS[server].label,
    String(rounds),
    ...[figures.typed, figures.acknowledged, figures.seen, figures.lost].map(String),
    server === 'plenary' ? verdict(figures.lost === 0) : '',
  ])
}

function slowRows({ slowerCommits }: Results): string[][] {
  return slowerCommits.map(({ delay, figures }) => [
    delay === 0 ? 'as the disk is' : `+ ${delay} ms`,
    ...(['p50', 'p99', 'cpuPerKey'] as const).map((name) =>
      show(median(figures.map((one) => one[name]))),
    ),
  ])
}

function table(heads: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}

function circumstances({ load, options }: Circumstances): string {
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor'
  return (
    `Measured ${new Date().toISOString().slice(0, 10)}, Node ${process.version} on ` +
    `${process.platform} ${arch()}, ${cpus().length} × ${processor}, load ${show(load[0])} before ` +
    `and ${show(load[1])} after; Hocuspocus ${peerVersion('@hocuspocus/server')}, better-sqlite3 ` +
    `${peerVersion('better-sqlite3')} for both; rounds: ${options.rounds}, of ${options.seconds} s where people type; ` +
    'medians; a ratio is the median of the rounds’ own, with their range.'
  )
}

/** The whole report as Markdown, for the terminal and for docs/performance.md alike. */
export function reportOf(results: Results, facts: Circumstances): string {
  const parts = [circumstances(facts)]
  if (results.measures.length > 0) {
    const [plenary, hocuspocus, relay] = (['plenary', 'hocuspocus', 'relay'] as const).map(
      (kind) => SERVER_PLANS[kind].label,
    )
    const heads = ['work', '', plenary, hocuspocus, relay, 'ratio', 'wanted', '']
    parts.push(table(heads.map(String), measureRows(results)))
  }
  if (results.kills.length > 0) {
    const heads = ['kill -9', 'rounds', 'typed', 'acknowledged', 'seen by others', 'lost', '']
    parts.push(
      'Keystrokes at the kill; lost are those that were acknowledged or seen by anyone and are ' +
        'gone after the restart (wanted: 0).',
      table(heads, killRows(results)),
    )
  }
  if (results.slowerCommits.length > 0) {
    const heads = ['each commit', 'p50, ms', 'p99, ms', 'CPU per keystroke, µs']
    parts.push(
      'Plenary on a slower disk, in the work of the first rows:',
      table(heads, slowRows(results)),
    )
  }
  return [...parts, ...results.notes].join('\n\n')
}
