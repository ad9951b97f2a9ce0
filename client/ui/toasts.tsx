import { IconX } from '@tabler/icons-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './icon-button.tsx'
import { removeToast, shownToasts, subscribeToasts, type Toast } from './toast-store.ts'
import css from './toasts.module.css'

/** Where toasts appear: bottom start, above the bottom bar of a phone. Once, in the app's root. */
export function Toasts() {
  const toasts = useSyncExternalStore(subscribeToasts, shownToasts)
  return (
    <output className={css['region']} aria-live="polite">
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </output>
  )
}

function ToastLine({ toast }: { toast: Toast }) {
  const { t } = useTranslation()
  const { id, action } = toast
  // Who points at it or stands in it with the keyboard is still reading (WCAG 2.2.1).
  const [isHeld, setHeld] = useState(false)
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(() => removeToast(id), action ? 10_000 : 5_000)
    return () => clearTimeout(timer)
  }, [id, action, isHeld])
  return (
    <div
      className={css['toast']}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={css['text']}>{toast.message}</span>
      {action ? (
        <button
          type="button"
          className={css['act']}
          onClick={() => {
            removeToast(id)
            action.run()
          }}
        >
          {action.label}
        </button>
      ) : null}
      <IconButton label={t('close')} icon={IconX} size="sm" onClick={() => removeToast(id)} />
    </div>
  )
}
