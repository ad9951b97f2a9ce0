export { bindAttention } from './attention-routes.ts'
/** `/mail/stop/<token>`, to mount before what asks for an Origin. */
export { mailStopRouter } from './mail-stop-routes.ts'
/** The port by which mail reads what it tells. */
export { noticesForMail } from './notices-for-mail.ts'
/** Background work: makes notifications from the log. */
export { startNotifications } from './notifications.ts'
