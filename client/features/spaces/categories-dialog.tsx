import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { FormError } from '../../ui/form-error.tsx'
import css from './categories-dialog.module.css'
import { CategoryLine } from './category-line.tsx'
import type { ShownSpace } from './space-header.tsx'
import { useCategoryChanges } from './use-category-changes.ts'

/** Adds, renames, reorders and removes the categories of a space. Mount it to open it. */
export function CategoriesDialog(props: { shown: ShownSpace; onClose: () => void }) {
  const { t } = useTranslation('spaces')
  const { space, categories } = props.shown
  const changes = useCategoryChanges(space.id)
  const form = useForm({
    initialValues: { name: '' },
    validate: { name: (value) => (value.trim() === '' ? t('nameWanted') : null) },
  })
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={t('categories.title')}
      support={t('categories.text')}
      size={560}
    >
      {categories.length > 0 ? (
        <ol className={css['list']}>
          {categories.map((category, index) => (
            <li key={category.id}>
              <CategoryLine
                category={category}
                changes={changes}
                above={categories[index - 1]}
                below={categories[index + 1]}
              />
            </li>
          ))}
        </ol>
      ) : null}
      <form
        className={css['add']}
        onSubmit={form.onSubmit(({ name }) =>
          changes.add.mutate(name.trim(), { onSuccess: () => form.reset() }),
        )}
        noValidate
      >
        <TextInput
          className={css['field'] ?? ''}
          label={t('categories.new')}
          maxLength={200}
          dir="auto"
          {...form.getInputProps('name')}
        />
        <Button type="submit" loading={changes.add.isPending}>
          {t('categories.add')}
        </Button>
      </form>
      <FormError error={changes.error} />
    </Dialog>
  )
}
