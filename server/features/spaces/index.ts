export { bindSpaces } from './spaces-routes.ts'
export { grantAccess } from './spaces-service.ts'
export { readableSpaces } from './spaces-store.ts'
