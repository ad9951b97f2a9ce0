/** `$bytes` and `$int` are replaced by the dialect's words for bytes and 64-bit integers. */
const statements = `
create table installation (id text primary key, incarnation text not null, secret $bytes not null,
  clock_offset $int not null default 0, is_demo $int not null default 0, created_at $int not null,
  last_backup_at $int);
create table "group" (id text primary key, name text not null, acronym text not null,
  time_zone text not null, established text, contact text, last_seq $int not null default 0,
  created_at $int not null);
create table agency (id text primary key, group_id text not null references "group",
  acronym text not null, name text not null, kind text not null, label text not null,
  plate text not null, colour_light text not null, colour_dark text not null,
  position $int not null, domains text not null default '[]', alt_labels text not null default '[]',
  constituents text not null default '[]', represented_by text, provenance text);
create unique index agency_acronym on agency (group_id, acronym);
create table membership (id text primary key, group_id text not null references "group",
  agency_id text not null references agency, status text not null, is_founding $int not null,
  effective_from text, rests_on text, rests_on_ref text, provenance text);
create index membership_agency on membership (agency_id);
create table person (id text primary key, name text not null, email text, email_key text,
  is_confirmed $int not null, is_administrator $int not null default 0, language text not null,
  time_zone text not null, mail_frequency text not null, keyboard_shortcuts $int not null default 1,
  password_hash text, created_at $int not null);
create unique index person_confirmed_email on person (email_key) where is_confirmed = 1;
create index person_email on person (email_key);
create table seat (id text primary key, group_id text not null references "group",
  agency_id text references agency, person_id text references person, role text not null,
  level text, title text not null, is_seat_keeper $int not null default 0, since $int, until $int,
  ended_at $int, provenance text);
create index seat_person on seat (person_id);
create index seat_agency on seat (agency_id);
create index seat_group on seat (group_id);
create table chairmanship (id text primary key, group_id text not null references "group",
  agency_id text references agency, from_date text not null, until_date text not null,
  state text not null, is_interim $int not null default 0, provenance text);
create index chairmanship_group on chairmanship (group_id, from_date);
create table space (id text primary key, group_id text not null references "group",
  kind text not null, name text not null, purpose text not null default '', rests_on text,
  rests_on_ref text, agency_id text references agency, default_view text not null default 'time',
  archived_at $int, created_at $int not null, provenance text);
create index space_group on space (group_id);
create table space_access (id text primary key, group_id text not null references "group",
  space_id text not null references space, agency_id text references agency,
  person_id text references person, role text not null, rests_on text, rests_on_ref text,
  invitation_id text, since $int not null, until $int, ended_at $int, provenance text);
create index space_access_space on space_access (space_id);
create index space_access_agency on space_access (agency_id);
create index space_access_person on space_access (person_id);
create table object_grant (id text primary key, group_id text not null references "group",
  space_id text not null references space, seat_id text not null references seat,
  object_kind text not null, object_id text not null, may_post $int not null, until $int,
  sponsor_seat_id text, provenance text);
create index object_grant_seat on object_grant (seat_id);
create table category (id text primary key, group_id text not null, space_id text not null references space,
  name text not null, position $int not null, provenance text);
create index category_space on category (space_id, position);
create table invitation (id text primary key, group_id text not null references "group",
  space_id text not null references space, agency_id text references agency, email text, name text,
  is_for_agency $int not null, role text not null, seat_role text, message text not null default '',
  rests_on text, rests_on_ref text, state text not null, created_by text references person,
  created_for text, access_id text, accepted_by text references person, created_at $int not null,
  sent_at $int,
  expires_at $int, provenance text);
create index invitation_space on invitation (space_id, created_at);
create index invitation_group_state on invitation (group_id, state);
create table invitation_link (token_hash text primary key, invitation_id text not null references invitation,
  channel text not null, created_at $int not null, used_at $int, voided_at $int);
create index invitation_link_invitation on invitation_link (invitation_id);
create table session (id_hash text primary key, person_id text references person, data text not null,
  made_by text not null, is_shared $int not null default 0, user_agent text not null default '',
  created_at $int not null, seen_at $int not null, expires_at $int not null);
create index session_person on session (person_id);
create index session_expiry on session (expires_at);
create table api_token (id text primary key, person_id text not null references person,
  seat_id text references seat, name text not null, token_hash text not null, prefix text not null,
  scopes text not null, made_by text not null, created_at $int not null, expires_at $int not null,
  last_used_at $int, revoked_at $int);
create unique index api_token_hash on api_token (token_hash);
create index api_token_person on api_token (person_id);
create table sign_in_link (token_hash text primary key, person_id text references person,
  purpose text not null, email text, is_reusable $int not null default 0, created_at $int not null,
  expires_at $int not null, used_at $int);
create index sign_in_link_person on sign_in_link (person_id);
create table topic (id text primary key, group_id text not null, space_id text not null references space,
  category_id text references category, title text not null, state text not null,
  is_pinned $int not null default 0, started_by text not null references person, started_for text,
  highest_number $int not null default 0, post_count $int not null default 0,
  last_post_at $int not null, last_post_by text not null, last_post_for text,
  excerpt text not null default '', created_at $int not null, provenance text);
create index topic_latest on topic (space_id, is_pinned, last_post_at, id);
create index topic_category on topic (category_id, is_pinned, last_post_at, id);
create index topic_unread on topic (space_id, id, highest_number);
create table topic_agency (topic_id text not null references topic, agency_id text not null,
  number $int not null, primary key (topic_id, agency_id));
create table post (id text primary key, topic_id text not null references topic, number $int not null,
  parent_number $int, root_number $int not null, author_id text not null references person, agency_id text,
  markdown text not null, html text not null, render_version $int not null,
  excerpt text not null default '', revision_count $int not null default 0, created_at $int not null, edited_at $int,
  withdrawn_at $int, withdrawn_by text, withdrawn_reason text, provenance text);
create unique index post_number on post (topic_id, number);
create index post_root on post (topic_id, root_number, number);
create index post_parent on post (topic_id, parent_number, number);
create index post_render_version on post (render_version);
create table post_revision (post_id text not null references post, revision $int not null,
  markdown text not null, by text not null, at $int not null, reason text, primary key (post_id, revision));
create table post_quote (topic_id text not null references topic, post_number $int not null,
  quoted_number $int not null, primary key (topic_id, quoted_number, post_number));
create table post_mention (post_id text not null references post, topic_id text not null,
  person_id text, agency_id text);
create index post_mention_post on post_mention (post_id);
create index post_mention_person on post_mention (person_id, topic_id);
create index post_mention_agency on post_mention (agency_id, topic_id);
create table topic_read (person_id text not null, topic_id text not null references topic,
  ranges text not null, read_count $int not null, visited_at $int, primary key (person_id, topic_id));
create table post_draft (person_id text not null, key text not null, markdown text not null,
  title text, parent_number $int, updated_at $int not null, primary key (person_id, key));
create table file (id text primary key, group_id text not null, space_id text not null references space,
  uploaded_by text not null references person, post_id text, topic_id text, draft_id text,
  name text not null, media_type text not null, size $int not null, sha256 text not null,
  width $int, height $int, created_at $int not null);
create index file_post on file (post_id);
create index file_space on file (space_id);
create index file_sha256 on file (sha256);
create table draft (id text primary key, group_id text not null, space_id text not null references space,
  kind text not null, title text not null, subtitle text, state text not null, symbol text,
  language text not null, note text, withdrawn_reason text, drafters text not null,
  epoch $int not null default 1, has_text $int not null, size $int not null default 0,
  next_seq $int not null default 1, comments_due text, created_by text, created_for text,
  created_at $int not null, edited_at $int, edited_by text, edited_for text, provenance text);
create index draft_space on draft (space_id, edited_at);
create table draft_drafter (draft_id text not null references draft, agency_id text, seat_id text);
create index draft_drafter_draft on draft_drafter (draft_id);
create table draft_update (draft_id text not null references draft, seq $int not null,
  bytes $bytes not null, person_id text, at $int not null, primary key (draft_id, seq));
create table draft_snapshot (draft_id text primary key references draft, upto_seq $int not null,
  bytes $bytes not null, at $int not null);
create table draft_client (draft_id text not null references draft, client_id $int not null,
  person_id text, next_clock $int not null, epoch $int not null, primary key (draft_id, client_id));
create table draft_deletion (draft_id text not null references draft, client_id $int not null,
  clock $int not null, length $int not null, person_id text, at $int not null,
  primary key (draft_id, client_id, clock));
create table draft_version (id text primary key, draft_id text not null references draft,
  number $int not null, label text not null, kind text not null, note text, author_id text,
  author_for text, date text, created_at $int not null, document text, sha256 text not null,
  provenance text);
create unique index draft_version_number on draft_version (draft_id, number);
create table draft_anchor (id text primary key, draft_id text not null references draft,
  topic_id text not null references topic, version_id text, paragraph text, quote text not null,
  prefix text not null default '', suffix text not null default '', from_position text,
  to_position text, created_at $int not null);
create index draft_anchor_topic on draft_anchor (topic_id);
create index draft_anchor_draft on draft_anchor (draft_id);
create table event (group_id text not null references "group", seq $int not null,
  audience text not null, space_id text, subject_kind text not null, subject_id text not null,
  actor_id text, actor_for text, kind text not null, payload text not null, at $int not null,
  recorded_at $int not null, cause text, is_imported $int not null default 0, previous_hash text,
  hash text, primary key (group_id, seq));
create index event_audience on event (audience, seq);
create index event_subject on event (subject_id, seq);
create index event_space on event (space_id, at, seq) where space_id is not null;
create table audience_head (audience text primary key, group_id text not null, seq $int not null);
create table log_reader (name text not null, group_id text not null, seq $int not null,
  primary key (name, group_id));
create table notification (id text primary key, group_id text not null, person_id text not null references person,
  seq $int not null, kind text not null, actor_id text, actor_for text, space_id text, topic_id text,
  post_number $int, draft_id text, invitation_id text, at $int not null, read_at $int, mailed_at $int);
create index notification_person on notification (person_id, group_id, at);
create index notification_unread on notification (person_id, group_id, at) where read_at is null;
create index notification_unmailed on notification (person_id) where mailed_at is null;
create unique index notification_once on notification (group_id, seq, person_id);
create table visit (person_id text not null, group_id text not null, visited_at $int not null,
  previous_at $int, primary key (person_id, group_id));
create table job (id text primary key, kind text not null, key text, payload text not null,
  run_at $int not null, attempts $int not null default 0, leased_until $int,
  fence $int not null default 0, done_at $int, error text);
create index job_due on job (run_at) where done_at is null;
create unique index job_key on job (kind, key) where done_at is null and key is not null;
create table mail (id text primary key, kind text not null, person_id text, invitation_id text,
  address text not null, payload text not null, state text not null, error text,
  created_at $int not null, sent_at $int);
create index mail_created on mail (created_at);
create table idempotency (key text primary key, command text not null, result text not null, at $int not null);
create index idempotency_at on idempotency (at);
create table import_record (group_id text not null, file_id text not null, kind text not null,
  row_id text not null, digest text not null, primary key (group_id, file_id, kind));
`

export const skeleton = { name: '0001-skeleton', statements }
