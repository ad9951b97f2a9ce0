import * as Y from 'yjs'
import type { Credit } from '#server/collab/ports.ts'
import { type Authorship, readAuthorship } from '#shared/editor/authorship.ts'
import {
  type AuthoredDraft,
  compareDrafts,
  type DraftComparison,
} from '#shared/editor/compare-drafts.ts'
import type { DraftNode } from '#shared/editor/draft-node.ts'
import { draftToHtml } from '#shared/editor/draft-to-html.ts'
import { draftToMarkdown } from '#shared/editor/draft-to-markdown.ts'
import { draftToText } from '#shared/editor/draft-to-text.ts'
import { insertOrphanUpdate, type LostText } from '#shared/editor/insert-orphan.ts'
import { readFragment } from '#shared/editor/read-fragment.ts'
import { restoreUpdate } from '#shared/editor/restore-draft.ts'
import { DRAFT_FRAGMENT } from '#shared/editor/seed-draft.ts'
import { type ExportedText, exportText } from './authorship-export.ts'
import { type CreditSources, foldCredits } from './authorship-fold.ts'
import { creditsOf } from './text-credits.ts'
import {
  type Keyframe,
  fingerprint,
  keptText,
  packText,
  unpackText,
  type VersionText,
} from './text-pack.ts'

/** The committed text of a draft, and what says who wrote it. */
export interface LiveText {
  /** Updates, to be applied in order. */
  parts: Uint8Array[]
  /** Null where nobody asks. */
  credits: CreditSources | null
}

/** A version's text as the storage has it. */
export interface StoredText {
  sha256: string
  document: string | null
  bytes: Uint8Array | null
  keyframe: Uint8Array | null
}

export type TextSource = { live: LiveText } | { stored: StoredText }

export type TextFormat = 'html' | 'markdown' | 'text' | 'json'

/** What takes too long for the main thread, by kind: what is asked and what is answered. */
export interface TextWork {
  /** Makes a text ready to be kept as a version. */
  keep: {
    ask: { live: LiveText; keyframe: Keyframe | null }
    answer: { sha256: string; bytes: Uint8Array; isKeyframe: boolean }
  }
  render: { ask: { source: TextSource; format: TextFormat }; answer: string }
  /** `isAnonymous`: who wrote what is not said. */
  compare: {
    ask: { from: TextSource; to: TextSource; isAnonymous: boolean }
    answer: DraftComparison
  }
  export: { ask: { live: LiveText }; answer: ExportedText }
  /** The change that makes a text read as a version; null where it reads so already. */
  restore: {
    ask: { parts: Uint8Array[]; target: StoredText; clientId: number }
    answer: { update: Uint8Array; credits: Credit[] } | null
  }
  /** The change that puts text back whose paragraph was replaced (H6). */
  insert: { ask: { parts: Uint8Array[]; lost: LostText; clientId: number }; answer: Uint8Array }
}

export type TextKind = keyof TextWork

export type TextTask = { [K in TextKind]: { kind: K; ask: TextWork[K]['ask'] } }[TextKind]

/** `isAltered`: what is stored does not have the fingerprint that was kept with it. */
export type TextAnswer<K extends TextKind = TextKind> =
  | { isAltered: false; answer: TextWork[K]['answer'] }
  | { isAltered: true }

class Altered extends Error {}

const nobodys: Authorship = { authors: [], runs: [] }

export function runTextTask(task: TextTask): TextAnswer {
  try {
    return { isAltered: false, answer: answerTo(task) }
  } catch (error) {
    if (error instanceof Altered) return { isAltered: true }
    throw error
  }
}

function answerTo({ kind, ask }: TextTask): TextWork[TextKind]['answer'] {
  switch (kind) {
    case 'keep':
      return keep(ask)
    case 'export':
      return exportText(ask.live.parts, ask.live.credits)
    case 'render':
      return render(ask)
    case 'compare':
      return compare(ask)
    case 'restore':
      return restore(ask)
    case 'insert':
      return insertOrphanUpdate(ask.parts, ask.lost, ask.clientId)
  }
}

function keep({ live, keyframe }: TextWork['keep']['ask']): TextWork['keep']['answer'] {
  const { doc, authorship } = readLive(live)
  const { document, sha256 } = keptText(doc)
  const { bytes, isKeyframe } = packText({ document, authorship }, keyframe)
  // Copied: a buffer is sent to the other thread with all that it is a view of.
  return { sha256, bytes: new Uint8Array(bytes), isKeyframe }
}

const renderers: Record<TextFormat, (doc: DraftNode) => string> = {
  html: draftToHtml,
  markdown: draftToMarkdown,
  text: draftToText,
  json: (doc) => JSON.stringify(doc),
}

function render({ source, format }: TextWork['render']['ask']): string {
  return renderers[format](readSource(source).doc)
}

function compare({ from, to, isAnonymous }: TextWork['compare']['ask']): DraftComparison {
  const [old, now] = [readSource(from), readSource(to)]
  if (!isAnonymous) return compareDrafts(old, now)
  return compareDrafts({ ...old, authorship: nobodys }, { ...now, authorship: nobodys })
}

function restore({ parts, target, clientId }: TextWork['restore']['ask']) {
  const { doc, authorship } = readStored(target)
  const restored = restoreUpdate(parts, doc, clientId)
  if (restored === null) return null
  return { update: restored.update, credits: creditsOf(restored.placed, clientId, authorship) }
}

function readSource(source: TextSource): AuthoredDraft {
  return 'live' in source ? readLive(source.live) : readStored(source.stored)
}

function readLive({ parts, credits }: LiveText): AuthoredDraft {
  const shared = new Y.Doc()
  shared.transact(() => {
    for (const part of parts) Y.applyUpdate(shared, part)
  })
  const fragment = shared.getXmlFragment(DRAFT_FRAGMENT)
  const authors = credits && foldCredits(credits).credits.authors
  const authorship = authors
    ? readAuthorship(fragment, (client, clock) => authors.at(client, clock))
    : nobodys
  const { doc } = readFragment(fragment)
  shared.destroy()
  return { doc, authorship }
}

/** Throws Altered rather than show as true what somebody changed behind the program's back. */
function readStored({ sha256, document, bytes, keyframe }: StoredText): AuthoredDraft {
  const text: VersionText =
    bytes === null ? { document: document ?? '', authorship: nobodys } : unpack(bytes, keyframe)
  if (fingerprint(text.document) !== sha256) throw new Altered()
  return { doc: JSON.parse(text.document) as DraftNode, authorship: text.authorship }
}

function unpack(bytes: Uint8Array, keyframe: Uint8Array | null): VersionText {
  try {
    return unpackText(bytes, keyframe)
  } catch {
    // Compressed bytes have a checksum of their own.
    throw new Altered()
  }
}
