export { chairsOn } from './chair-policy.ts'
export { fillSeat } from './fill-seat.ts'
export { bindGroups } from './groups-routes.ts'
