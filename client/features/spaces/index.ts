export { SpaceHeader, type ShownSpace } from './space-header.tsx'
