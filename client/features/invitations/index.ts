/** For who may invite: opens the dialog from wherever it stands. */
export { InviteButton } from './invite-button.tsx'
export { InviteToSpace } from './invite-to-space.tsx'
