import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CreditedAuthor } from '#shared/contracts/draft-authorship.ts'
import { isolated } from '../../ui/isolated.ts'
import { useReader } from '../../ui/reader.tsx'
import type { AuthorWords } from './shown-authors.ts'

/** How authors and deletions are named, in the reader's language. */
export function useAuthorWords(): AuthorWords {
  const { t } = useTranslation('editor')
  const { locale } = useReader()
  return useMemo(() => {
    const author = ({ name, agency }: CreditedAuthor) => {
      const parts = [name, agency?.acronym].filter((part) => part != null)
      return parts.length === 0 ? t('authorship.nobody') : parts.map(isolated).join(', ')
    }
    // The day is the server's and not the reader's: it says nothing of the hour.
    const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
    return {
      author,
      deleted: (by, at) =>
        t('authorship.deleted', {
          who: by === undefined ? t('authorship.nobody') : author(by),
          day: days.format(at),
        }),
    }
  }, [t, locale])
}
