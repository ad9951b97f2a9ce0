/** A letter's text, and its link, made as the letter leaves (H9). */
export { mintInvitationLink } from './invitation-link.ts'
export { invitationLetter } from './invitation-text.ts'
