import type { Routes } from '#server/http/routes.ts'
import type { Services } from '#server/services.ts'
import type { AnchorPort } from './anchor-port.ts'
import { bindPosts } from './posts-routes.ts'
import { bindTopics } from './topics-routes.ts'

export function bindForum(
  routes: Routes,
  services: Services,
  ports: { anchors: AnchorPort },
): void {
  bindTopics(routes, services, ports.anchors)
  bindPosts(routes, services)
}
