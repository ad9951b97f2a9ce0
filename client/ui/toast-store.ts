export interface Toast {
  id: string
  /** A sentence. */
  message: string
  action: { label: string; run: () => void } | null
}

let toasts: readonly Toast[] = []
const listeners = new Set<() => void>()
const most = 3

export function shownToasts(): readonly Toast[] {
  return toasts
}

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The newest last; the oldest gives way. */
export function addToast(toast: Toast): void {
  change([...toasts, toast].slice(-most))
}

export function removeToast(id: string): void {
  change(toasts.filter((toast) => toast.id !== id))
}

function change(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}
