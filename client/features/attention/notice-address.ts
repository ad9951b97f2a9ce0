import type { Notification } from '#shared/contracts/attention.ts'

/** Where a notification leads: the post, else the space, else what concerns oneself. */
export function noticeAddress(notice: Notification): string {
  const { topicId, postNumber, draftId, spaceId } = notice
  if (topicId !== null)
    return `/topics/${topicId}${postNumber === null ? '' : `#post-${postNumber}`}`
  if (draftId !== null) return `/drafts/${draftId}`
  if (notice.kind === 'administrator' || spaceId === null) return '/account'
  return `/spaces/${spaceId}${notice.kind === 'access' ? '' : '/people'}`
}
