export type SpaceEvent =
  | { kind: 'space.created'; payload: { spaceId: string } }
  | { kind: 'space.changed'; payload: { spaceId: string; fields: string[] } }
  | { kind: 'space.archived'; payload: { spaceId: string } }
  | { kind: 'space.reopened'; payload: { spaceId: string } }
  | {
      kind: 'access.granted'
      payload: { accessId: string; agencyId: string | null; personId: string | null; role: string }
    }
  | {
      kind: 'access.withdrawn'
      payload: { accessId: string; agencyId: string | null; personId: string | null }
    }
  /** To those whose audience changed: the space is theirs from now on, or no longer. */
  | { kind: 'space.appeared'; payload: { spaceId: string } }
  | { kind: 'space.gone'; payload: { spaceId: string } }
  | { kind: 'category.created'; payload: { categoryId: string } }
  | { kind: 'category.changed'; payload: { categoryId: string; fields: string[] } }
  | { kind: 'category.removed'; payload: { categoryId: string } }
