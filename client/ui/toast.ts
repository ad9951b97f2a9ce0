import { i18n } from '../i18n/i18n.ts'
import { addToast } from './toast-store.ts'

export interface ToastOptions {
  /** Offers Undo beside the sentence; the toast stays longer then. */
  onUndo?: () => void
  /** Another act than Undo, such as Retry. */
  action?: { label: string; run: () => void }
}

/** Says in passing what happened, at the bottom start; read out politely. `message`: a sentence. */
export function showToast(message: string, { onUndo, action }: ToastOptions = {}): void {
  const act = onUndo ? { label: i18n.t('undo'), run: onUndo } : (action ?? null)
  addToast({ id: crypto.randomUUID(), message, action: act })
}
