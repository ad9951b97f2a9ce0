export { grantAccess } from './spaces-service.ts'
