export { fillSeat } from './fill-seat.ts'
