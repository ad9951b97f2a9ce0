export type GroupEvent =
  | { kind: 'group.created'; payload: { groupId: string } }
  | { kind: 'agency.added'; payload: { agencyId: string } }
  | {
      kind: 'seat.filled'
      payload: { seatId: string; personId: string | null; agencyId: string | null }
    }
  | { kind: 'seat.ended'; payload: { seatId: string; personId: string | null } }
  | { kind: 'seat.keeperMarked'; payload: { seatId: string; isSeatKeeper: boolean } }
  /** After a restore: what was revoked or ended since is for the office to look through (H13). */
  | { kind: 'installation.restored'; payload: { backupAt: number } }
  | { kind: 'term.imported'; payload: { added: number } }
