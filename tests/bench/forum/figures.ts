import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { arch, cpus } from 'node:os'

/** Requests per CPU-second, one number a round. */
export interface Figures {
  bare: number[]
  topicPage: number[]
  topicList: number[]
  reply: number[]
}

const rows: { name: keyof Figures; label: string; target: number | null }[] = [
  { name: 'bare', label: 'bare Express, constant JSON of a topic page', target: null },
  { name: 'topicPage', label: 'topic page, 20 posts', target: 0.12 },
  { name: 'topicList', label: 'topic list, 20 topics', target: 0.15 },
  { name: 'reply', label: 'stored reply', target: 0.06 },
]

const file = 'docs/performance.md'
const [start, end] = [
  '<!-- figures of the forum: written by npm run bench -->',
  '<!-- end of figures -->',
]

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** Each round is set against the bare Express of the same round: a busy machine slows both. */
function summary(figures: Figures) {
  return rows.map(({ name, label, target }) => {
    const shares = figures[name].map((figure, round) => figure / (figures.bare[round] ?? 1))
    const share = median(shares)
    return {
      label,
      perCpuSecond: Math.round(median(figures[name])),
      share: Number(share.toFixed(3)),
      range: `${Math.min(...shares).toFixed(3)} to ${Math.max(...shares).toFixed(3)}`,
      target,
      isMet: target === null || share >= target,
    }
  })
}

export function printFigures(figures: Figures): void {
  console.table(summary(figures))
}

/** Puts the figures between their marks in `docs/performance.md`, and leaves the rest alone. */
export function writeFigures(
  figures: Figures,
  method: { rounds: number; seconds: number; connections: number },
): void {
  const lines = summary(figures).map(
    (row) =>
      `| ${row.label} | ${row.perCpuSecond} | ${row.share.toFixed(3)} | ${row.range} | ` +
      `${row.target === null ? '' : `≥ ${row.target}`} | ${row.target === null ? '' : row.isMet ? 'met' : 'missed'} |`,
  )
  const section = [
    start,
    '',
    `Measured ${new Date().toISOString().slice(0, 10)}, Node ${process.version} on ${process.platform} ${arch()}, ` +
      `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}; ${method.rounds} rounds of ` +
      `${method.seconds} s each, ${method.connections} connections with a token each, medians.`,
    '',
    '| | requests per CPU-second | share of bare Express | range of the rounds | wanted | |',
    '|---|---:|---:|---|---:|---|',
    ...lines,
    '',
    end,
  ].join('\n')
  const before = existsSync(file)
    ? readFileSync(file, 'utf8')
    : `# Performance\n\n${start}\n${end}\n`
  const [from, to] = [before.indexOf(start), before.indexOf(end)]
  const after =
    from === -1 || to === -1
      ? `${before.trimEnd()}\n\n${section}\n`
      : before.slice(0, from) + section + before.slice(to + end.length)
  writeFileSync(file, after)
}
