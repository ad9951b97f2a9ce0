import type { SuggestionKeyDownProps, SuggestionProps } from '@tiptap/suggestion'
import type { MentionCandidate } from './mention-candidate.ts'

export interface OpenMentions {
  candidates: MentionCandidate[]
  /** Of the candidate that Enter takes. */
  index: number
  isLoading: boolean
  /** Where the "@" stands, in the viewport. */
  rect: DOMRect | null
}

/** Between tiptap's suggestion plugin, which knows the text, and React, which draws the list. */
export class MentionMenuStore {
  #open: OpenMentions | null = null
  #choose: ((candidate: MentionCandidate) => void) | null = null
  readonly #listeners = new Set<() => void>()

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly look = (): OpenMentions | null => this.#open

  readonly show = (props: SuggestionProps<MentionCandidate, MentionCandidate>): void => {
    this.#choose = props.command
    const last = Math.max(props.items.length - 1, 0)
    this.#set({
      candidates: props.items,
      index: Math.min(this.#open?.index ?? 0, last),
      isLoading: props.loading,
      rect: props.clientRect?.() ?? null,
    })
  }

  readonly hide = (): void => {
    this.#choose = null
    this.#set(null)
  }

  readonly choose = (candidate: MentionCandidate): void => this.#choose?.(candidate)

  /** Whether the key was for the list. */
  readonly onKey = ({ event }: SuggestionKeyDownProps): boolean => {
    const open = this.#open
    if (open === null || open.candidates.length === 0) return false
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      const count = open.candidates.length
      this.#set({ ...open, index: (open.index + step + count) % count })
      return true
    }
    const chosen = open.candidates[open.index]
    if ((event.key !== 'Enter' && event.key !== 'Tab') || chosen === undefined) return false
    this.choose(chosen)
    return true
  }

  #set(next: OpenMentions | null): void {
    this.#open = next
    for (const listener of this.#listeners) listener()
  }
}
