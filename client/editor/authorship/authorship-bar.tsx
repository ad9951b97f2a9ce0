import { type Editor, useEditorState } from '@tiptap/react'
import { useTranslation } from 'react-i18next'
import { Nameplate, plateColours } from '../../ui/nameplate.tsx'
import css from './authorship-bar.module.css'
import { authorsHere, type AuthorsHere } from './authors-here.ts'
import type { AuthorshipView } from './use-authorship.ts'

/**
 * Whose words the text holds, each with their line, and whose are at the caret: for who uses no
 * pointer. Nobody is counted. Props: what `useAuthorship` answered.
 */
export function AuthorshipBar(props: { editor: Editor; authorship: AuthorshipView }) {
  const { t } = useTranslation('editor')
  const { editor, authorship } = props
  const here = useEditorState({ editor, selector: ({ editor: now }) => authorsHere(now.state) })
  const { shown } = authorship
  if (!authorship.isOn) return null
  if (authorship.hasFailed) return <output className={css['bar']}>{t('authorship.failed')}</output>
  if (shown === null) return null
  return (
    <div className={css['bar']}>
      <ul className={css['authors']} aria-label={t('authorship.label')}>
        {here.present.map((index) => {
          const author = shown.source.authors[index]
          return author === undefined ? null : (
            <li key={index}>
              {author.agency ? <Nameplate agency={author.agency} /> : null}
              <span
                className={`${css['name']} author-line author-line-${shown.lineOf(index)}`}
                style={plateColours(shown.colourOf(author))}
                dir="auto"
              >
                {author.name ?? author.agency?.name ?? t('authorship.nobody')}
              </span>
            </li>
          )
        })}
      </ul>
      <output className={css['here']}>{wordsHere()}</output>
    </div>
  )

  function wordsHere(): string {
    const { author, deletion }: AuthorsHere = here
    if (shown === null) return ''
    const known = author === null ? undefined : shown.source.authors[author]
    const words = [known && t('authorship.here', { who: shown.words.author(known) })]
    if (deletion !== null) {
      const { by, at } = shown.source.deletion(deletion)
      words.push(shown.words.deleted(by, at))
    }
    return words.filter((word) => word !== undefined).join(' · ')
  }
}
