import type { Migration } from '../migration.ts'

/** What compaction takes care of: text whose paragraph is gone (H6), rows that break a draft (H2). */
export const draftCare: Migration = {
  name: '0004-draft-care',
  statements: `
create table draft_orphan (id text primary key, draft_id text not null references draft,
  client_id $int not null, clock $int not null, text text not null, near text not null,
  left_client $int, left_clock $int, right_client $int, right_clock $int,
  person_id text, agency_id text, found_at $int not null,
  settled_at $int, settled_by text, is_inserted $int);
create unique index draft_orphan_place on draft_orphan (draft_id, client_id, clock);
create table draft_quarantine (draft_id text not null references draft, epoch $int not null,
  seq $int not null, bytes $bytes not null, person_id text, at $int not null,
  failure text not null, quarantined_at $int not null, primary key (draft_id, epoch, seq));
`,
}
