/** The port by which mail reads what it tells. */
export { noticesForMail } from './notices-for-mail.ts'
/** Background work: makes notifications from the log. */
export { startNotifications } from './notifications.ts'
