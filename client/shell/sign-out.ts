import { identity } from '#shared/contracts/identity.ts'
import { failureCode } from '../api/api-error.ts'
import { call } from '../api/call.ts'
import { i18n } from '../i18n/i18n.ts'
import { forgetDevicePerson } from '../offline/device-person.ts'
import { showToast } from '../ui/toast.ts'

/** Whose device copies are to go. */
export interface LeavingPerson {
  installation: string
  personId: string
}

/** Asked before signing out; false keeps one here (unsent work, H20). */
type SignOutGuard = () => boolean | Promise<boolean>
const guards = new Set<SignOutGuard>()

/** The editor and the composer say whether something would be lost. Returns how to take it back. */
export function guardSignOut(guard: SignOutGuard): () => void {
  guards.add(guard)
  return () => guards.delete(guard)
}

/** Ends the session, removes what was kept on this device for this person (and nobody else's), and
 * starts the client afresh, so that nothing of theirs stays in memory (H20). */
export async function signOut(person: LeavingPerson): Promise<void> {
  for (const guard of guards) if (!(await guard())) return
  try {
    await call(identity.signOut)
  } catch (error) {
    // Already signed out elsewhere is signed out; anything else leaves the session standing.
    const code = failureCode(error)
    if (code !== 'not_signed_in') return showToast(i18n.t(`errors:code.${code}`))
  }
  sessionStorage.clear()
  try {
    await forgetDevicePerson(person)
    const { forgetLocalCopies } = await import('../editor/connection/local-copy.ts')
    await forgetLocalCopies(person)
  } finally {
    location.assign('/sign-in')
  }
}
