const KEY = 'plenary.authorship'

/** Whether this device shows who wrote what; off until somebody asks for it. */
export function isAuthorshipWanted(): boolean {
  try {
    return localStorage.getItem(KEY) === 'shown'
  } catch {
    // A browser that keeps nothing shows texts as everybody else sees them at first.
    return false
  }
}

export function rememberAuthorship(isWanted: boolean): void {
  try {
    if (isWanted) localStorage.setItem(KEY, 'shown')
    else localStorage.removeItem(KEY)
  } catch {
    // It holds for as long as the page is open.
  }
}
