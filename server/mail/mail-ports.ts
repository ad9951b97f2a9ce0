import type { Notification } from '#shared/contracts/attention.ts'

/** A notification as a letter tells it, read under its recipient's rights of that moment. */
export interface MailNotice extends Notification {
  /** The group's acronym. */
  group: string
  /** True for the post that a topic begins with: the letter begins the thread, too. */
  beginsThread: boolean
}

/** What the letters need of the features, by compose: mail itself imports none. */
export interface MailPorts {
  /**
   * Makes a sign-in link at this moment (H9). Throws a `PlenaryError` where it fits no longer: the
   * person is gone, or their address is proven (`confirm`) or not (`signIn`, `reset`).
   */
  signInLink(
    personId: string,
    purpose: 'signIn' | 'confirm' | 'reset',
  ): Promise<{ url: string; expiresAt: number }>
  /**
   * Makes the mailed link of an invitation at this moment, and writes its letter. Throws a
   * `PlenaryError` where the invitation has ended or goes to another address by now.
   */
  invitation(invitationId: string, address: string): Promise<{ subject: string; body: string }>
  /** Those of these notifications that the person may see and has not read, oldest first. */
  notices(personId: string, notificationIds: string[]): Promise<MailNotice[]>
}
