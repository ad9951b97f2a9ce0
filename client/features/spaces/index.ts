export { SpaceHeader, type ShownSpace } from './space-header.tsx'
export { SpaceMenu } from './space-menu.tsx'
export { SpaceRail } from './space-rail.tsx'
