import { Button, Group, Popover, TextInput } from '@mantine/core'
import { IconLink } from '@tabler/icons-react'
import type { Editor } from '@tiptap/react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { asAddress } from './link-address.ts'

/**
 * Links the selected words, or changes the link at the caret. Props: `href` of that link, if any;
 * `isSelected`, whether there are words to link; `allowPaths` where links into the site are allowed.
 */
export function LinkButton(props: {
  editor: Editor
  href: string | null
  isSelected: boolean
  allowPaths?: boolean
}) {
  const { t } = useTranslation('editor')
  const { editor } = props
  const [address, setAddress] = useState<string | null>(null)
  const [isRefused, setRefused] = useState(false)
  const close = () => setAddress(null)
  const open = () => {
    setRefused(false)
    setAddress(props.href ?? '')
  }
  const apply = (event: FormEvent) => {
    event.preventDefault()
    // A form inside a portal still belongs to the composer's form above it.
    event.stopPropagation()
    const href = asAddress(address ?? '', props.allowPaths === true)
    if (href === null) return setRefused(true)
    close()
    editor.chain().focus().extendMarkRange('link').setMark('link', { href }).run()
  }
  const remove = () => {
    close()
    editor.chain().focus().extendMarkRange('link').unsetMark('link').run()
  }
  return (
    <Popover opened={address !== null} onDismiss={close} position="bottom-start" trapFocus>
      <Popover.Target>
        <IconButton
          label={t('toolbar.link')}
          icon={IconLink}
          isPressed={props.href !== null}
          disabled={!props.isSelected && props.href === null}
          onClick={open}
        />
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={apply}>
          <TextInput
            label={t('link.address')}
            placeholder="https://"
            dir="ltr"
            value={address ?? ''}
            error={isRefused ? t('link.refused') : null}
            data-autofocus
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
          <Group justify="flex-end" mt="sm" gap="xs">
            {props.href === null ? null : (
              <Button variant="subtle" color="stop" onClick={remove}>
                {t('link.remove')}
              </Button>
            )}
            <Button type="submit" variant="filled">
              {t('link.apply')}
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
