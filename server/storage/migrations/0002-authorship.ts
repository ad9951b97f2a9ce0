import type { Migration } from '../migration.ts'

/**
 * Who wrote and who deleted what. Rows of the log name person and agency themselves; what is the
 * server's own to say (of restored or imported words) stands in `draft_author` until compaction
 * folds both into `draft_credit`. So does what an earlier program, or an import, put into
 * `draft_deletion`: it is read no more once a draft has that row.
 */
export const authorship: Migration = {
  name: '0002-authorship',
  statements: `
alter table draft_update add column agency_id text;
alter table draft_deletion add column agency_id text;
create table draft_author (draft_id text not null references draft, client_id $int not null,
  clock $int not null, seq $int not null, person_id text, agency_id text,
  primary key (draft_id, client_id, clock));
create table draft_credit (draft_id text primary key references draft, bytes $bytes not null,
  taken $bytes);
`,
}
