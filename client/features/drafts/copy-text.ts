import { i18n } from '../../i18n/i18n.ts'
import { showToast } from '../../ui/toast.ts'

/** Puts text on the clipboard and says so, or that the browser did not allow it. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    showToast(i18n.t('drafts:textCopied'))
  } catch {
    showToast(i18n.t('drafts:textNotCopied'))
  }
}
