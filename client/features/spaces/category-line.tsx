import { Button, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Bidi } from '../../ui/bidi.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import css from './categories-dialog.module.css'
import type { ShownSpace } from './space-header.tsx'
import type { CategoryChanges } from './use-category-changes.ts'

type Category = ShownSpace['categories'][number]

/** One category: its name to change, its place among its neighbours, and, while empty, its end. */
export function CategoryLine(props: {
  category: Category
  changes: CategoryChanges
  above: Category | undefined
  below: Category | undefined
}) {
  const { t } = useTranslation(['spaces', 'common'])
  const { category, changes, above, below } = props
  const { id, name, topicCount } = category
  const [draft, setDraft] = useState<string | null>(null)
  if (draft !== null) {
    return (
      <form
        className={css['add']}
        onSubmit={(event) => {
          event.preventDefault()
          if (draft.trim() !== '') changes.rename.mutate({ id, name: draft.trim() })
          setDraft(null)
        }}
      >
        <TextInput
          className={css['field'] ?? ''}
          aria-label={t('categories.renameOf', { name })}
          value={draft}
          maxLength={200}
          dir="auto"
          data-autofocus
          onChange={(event) => setDraft(event.currentTarget.value)}
        />
        <Button type="submit">{t('common:save')}</Button>
      </form>
    )
  }
  return (
    <div className={css['line']}>
      <Bidi className={css['name']}>{name}</Bidi>
      <span className={css['count']}>{t('categories.topics', { count: topicCount })}</span>
      <IconButton
        label={t('categories.up', { name })}
        icon={IconArrowUp}
        size="sm"
        disabled={!above}
        onClick={() => above && changes.swap.mutate([category, above])}
      />
      <IconButton
        label={t('categories.down', { name })}
        icon={IconArrowDown}
        size="sm"
        disabled={!below}
        onClick={() => below && changes.swap.mutate([category, below])}
      />
      <IconButton
        label={t('categories.renameOf', { name })}
        icon={IconPencil}
        size="sm"
        onClick={() => setDraft(name)}
      />
      {topicCount === 0 ? (
        <IconButton
          label={t('categories.remove', { name })}
          icon={IconTrash}
          size="sm"
          onClick={() => changes.remove.mutate(id)}
        />
      ) : null}
    </div>
  )
}
