import { PluginKey } from '@tiptap/pm/state'
import { Suggestion } from '@tiptap/suggestion'
import { MentionNode } from '#shared/editor/post-schema.ts'
import type { MentionCandidate } from './mention-candidate.ts'
import type { MentionMenuStore } from './mention-menu-store.ts'

const mentionKey = new PluginKey('mention')

/** "@" and some letters open the list of who can be named; not in code. */
export function mentions(
  search: (query: string) => Promise<MentionCandidate[]>,
  store: MentionMenuStore,
) {
  return MentionNode.extend({
    addProseMirrorPlugins() {
      return [
        Suggestion<MentionCandidate, MentionCandidate>({
          editor: this.editor,
          pluginKey: mentionKey,
          char: '@',
          allowedPrefixes: [' ', '(', '\u00a0'],
          debounce: 120,
          items: ({ query }) => search(query),
          allow: ({ editor }) => !editor.isActive('codeBlock') && !editor.isActive('code'),
          command: ({ editor, range, props: { kind, id, label } }) => {
            editor
              .chain()
              .focus()
              .insertContentAt(range, [
                { type: 'mention', attrs: { kind, id, label } },
                { type: 'text', text: ' ' },
              ])
              .run()
          },
          render: () => ({
            onStart: store.show,
            onUpdate: store.show,
            onExit: store.hide,
            onKeyDown: store.onKey,
          }),
        }),
      ]
    },
  })
}
