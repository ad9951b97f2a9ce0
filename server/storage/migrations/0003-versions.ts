import type { Migration } from '../migration.ts'

/**
 * Texts of versions, compressed: `base_id` names the version whose text is the dictionary. A text
 * is written once; a keyframe outlives its version while others rest on it. `draft_editor` says who
 * changed a draft since its last version, and so which drafts are to have one.
 */
export const versions: Migration = {
  name: '0003-versions',
  statements: `
create table draft_version_text (version_id text primary key, draft_id text not null references draft,
  number $int not null, base_id text, bytes $bytes not null);
create index draft_version_text_draft on draft_version_text (draft_id, number);
create index draft_version_text_base on draft_version_text (base_id);
create table draft_version_editor (version_id text not null, person_id text not null,
  agency_id text, primary key (version_id, person_id));
create table draft_editor (draft_id text not null references draft, seq $int not null,
  person_id text not null, agency_id text, primary key (draft_id, seq));
$sqlite create trigger draft_version_stands before update of draft_id, number, document, sha256, created_at on draft_version begin select raise(abort, 'a version is immutable'); end;
$sqlite create trigger draft_version_text_stands before update on draft_version_text begin select raise(abort, 'a version is immutable'); end;
$postgres create function refuse_change() returns trigger language plpgsql as $body$ begin raise exception 'a version is immutable'; end $body$;
$postgres create trigger draft_version_stands before update of draft_id, number, document, sha256, created_at on draft_version for each row execute function refuse_change();
$postgres create trigger draft_version_text_stands before update on draft_version_text for each row execute function refuse_change();
`,
}
