/** A letter as its parts; text and HTML are made from the same ones, so they say the same. */
export type Part =
  | { kind: 'paragraph'; text: string }
  | { kind: 'heading'; text: string }
  /** Somebody else's words. */
  | { kind: 'words'; text: string }
  | { kind: 'link'; label: string; url: string }
  | { kind: 'note'; text: string }

export interface Letter {
  subject: string
  parts: Part[]
}

export interface RenderedMail {
  subject: string
  text: string
  html: string
}

/** One line, for a header: a title with a line break must not become another header. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()
}

function asText(part: Part): string {
  switch (part.kind) {
    case 'paragraph':
    case 'note':
      return part.text
    case 'heading':
      return `${part.text}\n${'-'.repeat(Math.min(part.text.length, 60))}`
    case 'words':
      return part.text.replaceAll(/^/gm, '> ')
    case 'link':
      return `${part.label}:\n${part.url}`
  }
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

const ink = '#1d2433'
const muted = '#5b6475'
const accent = '#1f5fa8'

/** Styles stand in the elements: mail programs drop style sheets. */
function asHtml(part: Part): string {
  switch (part.kind) {
    case 'paragraph':
      return `<p style="margin:0 0 16px">${escape(part.text).replaceAll('\n', '<br>')}</p>`
    case 'heading':
      return `<h2 style="margin:24px 0 8px;font-size:16px">${escape(part.text)}</h2>`
    case 'words':
      return `<blockquote dir="auto" style="margin:0 0 16px;padding:0 12px;border-inline-start:3px solid #c9d1de;color:${muted}">${escape(part.text)}</blockquote>`
    case 'link':
      return `<p style="margin:0 0 16px"><a href="${escape(part.url)}" style="color:${accent}">${escape(part.label)}</a></p>`
    case 'note':
      return `<p style="margin:0 0 8px;font-size:13px;color:${muted}">${escape(part.text)}</p>`
  }
}

export function renderLetter(letter: Letter, language: string): RenderedMail {
  const subject = oneLine(letter.subject)
  const body = letter.parts.map(asHtml).join('\n')
  return {
    subject,
    text: `${letter.parts.map(asText).join('\n\n')}\n`,
    html: `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escape(subject)}</title></head>
<body style="margin:0;padding:24px;font:15px/1.5 system-ui,sans-serif;color:${ink};background:#fff">
<div style="max-width:560px">
${body}
</div></body></html>
`,
  }
}
