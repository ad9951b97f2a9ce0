import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { files } from '#shared/contracts/files.ts'
import { spaces } from '#shared/contracts/spaces.ts'
import { failureCode } from '../../api/api-error.ts'
import { addressOf } from '../../api/call.ts'
import { queryOf } from '../../api/query-of.ts'
import { upload } from '../../api/upload.ts'
import { showToast } from '../../ui/toast.ts'

/** Takes a picture into the draft's space and answers its file's address, or null when that failed
 * and was said. Undefined for who may not upload there. */
export function useImageUpload(spaceId: string, mayWrite: boolean) {
  const { t } = useTranslation(['drafts', 'errors'])
  const asked = queryOf(spaces.show, { params: { spaceId } })
  const { data } = useQuery({ ...asked, enabled: mayWrite })
  const mayUpload = mayWrite && (data?.may.upload ?? false)
  return useMemo(() => {
    if (!mayUpload) return undefined
    return async (file: File): Promise<string | null> => {
      try {
        const stored = await upload(files.upload, { params: { spaceId } }, file)
        if (stored.isImage) return addressOf(files.download, { params: { fileId: stored.id } })
        showToast(t('drafts:notAPicture', { name: file.name }))
      } catch (error) {
        showToast(t(`errors:code.${failureCode(error)}`))
      }
      return null
    }
  }, [spaceId, mayUpload, t])
}
