/** Endpoints of `shared/contracts/administration.ts`; `previewMail` comes from the mail side. */
export { bindAdministration, type PreviewMail } from './administration-routes.ts'
