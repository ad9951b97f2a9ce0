import { Button, TextInput } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import css from './copy-field.module.css'

/**
 * A link or a secret to take along: read-only, chosen whole on focus, with Copy.
 * Props: `label`, `value`, `description`. Where the browser forbids copying, the text can be marked.
 */
export function CopyField(props: { label: string; value: string; description?: string }) {
  const { t } = useTranslation()
  const clipboard = useClipboard({ timeout: 3000 })
  return (
    <div className={css['row']}>
      <TextInput
        className={css['field'] ?? ''}
        label={props.label}
        description={props.description}
        value={props.value}
        readOnly
        dir="ltr"
        spellCheck={false}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        leftSection={
          clipboard.copied ? (
            <IconCheck size={16} stroke={1.75} aria-hidden />
          ) : (
            <IconCopy size={16} stroke={1.75} aria-hidden />
          )
        }
        onClick={() => clipboard.copy(props.value)}
        aria-live="polite"
      >
        {clipboard.copied ? t('copied') : t('copy')}
      </Button>
    </div>
  )
}
