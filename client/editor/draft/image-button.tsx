import { IconPhotoPlus } from '@tabler/icons-react'
import type { Editor } from '@tiptap/react'
import { type ChangeEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { insertUploaded } from './use-draft-editor.ts'

/** Chooses a picture from the device, uploads it and puts it where the caret is. */
export function ImageButton(props: {
  editor: Editor
  onUploadImage: (file: File) => Promise<string | null>
}) {
  const { t } = useTranslation('editor')
  const input = useRef<HTMLInputElement>(null)
  const [isBusy, setBusy] = useState(false)
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.currentTarget.files ?? []
    event.currentTarget.value = ''
    if (file === undefined) return
    setBusy(true)
    await insertUploaded(props.editor, file, props.onUploadImage).finally(() => setBusy(false))
  }
  return (
    <>
      <IconButton
        label={t('toolbar.image')}
        icon={IconPhotoPlus}
        loading={isBusy}
        onClick={() => input.current?.click()}
      />
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        onChange={(event) => void choose(event)}
      />
    </>
  )
}
