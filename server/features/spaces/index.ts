export { grantAccess } from './spaces-service.ts'
export { readableSpaces } from './spaces-store.ts'
