import type { Notification } from '#shared/contracts/attention.ts'

/** Where a notification leads, on the server that people know by `base`. */
export function noticeUrl(base: string, notice: Notification): string {
  const { topicId, postNumber, spaceId } = notice
  if (topicId !== null)
    return `${base}/topics/${topicId}${postNumber === null ? '' : `#post-${postNumber}`}`
  if (notice.kind === 'administrator' || spaceId === null) return `${base}/account`
  return `${base}/spaces/${spaceId}${notice.kind === 'access' ? '' : '/people'}`
}
