/**
 * The tables as Kysely sees them, the same on SQLite and PostgreSQL. Ids are text (`shared/ids.ts`),
 * instants are milliseconds since 1970 as integers, flags 0 or 1, JSON is text, bytes are
 * Uint8Array. The DDL stands in `migrations/`.
 */
type Flag = 0 | 1

export interface Database {
  installation: {
    id: string
    /** Drawn anew by a restore: cursors of another incarnation mean "reload" (H13). */
    incarnation: string
    secret: Uint8Array
    clock_offset: number
    is_demo: Flag
    created_at: number
    last_backup_at: number | null
  }
  group: {
    id: string
    name: string
    acronym: string
    time_zone: string
    established: string | null
    contact: string | null
    last_seq: number
    created_at: number
  }
  agency: {
    id: string
    group_id: string
    acronym: string
    name: string
    kind: string
    label: string
    plate: string
    colour_light: string
    colour_dark: string
    position: number
    domains: string
    alt_labels: string
    constituents: string
    represented_by: string | null
    provenance: string | null
  }
  membership: {
    id: string
    group_id: string
    agency_id: string
    status: string
    is_founding: Flag
    effective_from: string | null
    rests_on: string | null
    rests_on_ref: string | null
    provenance: string | null
  }
  person: {
    id: string
    name: string
    email: string | null
    /** Lower-cased address; unique among the confirmed only (H10). */
    email_key: string | null
    is_confirmed: Flag
    is_administrator: Flag
    language: string
    time_zone: string
    mail_frequency: string
    keyboard_shortcuts: Flag
    password_hash: string | null
    created_at: number
  }
  seat: {
    id: string
    group_id: string
    agency_id: string | null
    person_id: string | null
    role: string
    level: string | null
    title: string
    is_seat_keeper: Flag
    since: number | null
    until: number | null
    ended_at: number | null
    provenance: string | null
  }
  chairmanship: {
    id: string
    group_id: string
    agency_id: string | null
    from_date: string
    until_date: string
    state: string
    is_interim: Flag
    provenance: string | null
  }
  space: {
    id: string
    group_id: string
    kind: string
    name: string
    purpose: string
    rests_on: string | null
    rests_on_ref: string | null
    agency_id: string | null
    default_view: string
    archived_at: number | null
    created_at: number
    provenance: string | null
  }
  space_access: {
    id: string
    group_id: string
    space_id: string
    agency_id: string | null
    person_id: string | null
    role: string
    rests_on: string | null
    rests_on_ref: string | null
    invitation_id: string | null
    since: number
    until: number | null
    ended_at: number | null
    provenance: string | null
  }
  object_grant: {
    id: string
    group_id: string
    space_id: string
    seat_id: string
    object_kind: string
    object_id: string
    may_post: Flag
    until: number | null
    sponsor_seat_id: string | null
    provenance: string | null
  }
  category: {
    id: string
    group_id: string
    space_id: string
    name: string
    position: number
    provenance: string | null
  }
  invitation: {
    id: string
    group_id: string
    space_id: string
    agency_id: string | null
    email: string | null
    name: string | null
    is_for_agency: Flag
    role: string
    seat_role: string | null
    message: string
    rests_on: string | null
    rests_on_ref: string | null
    state: string
    created_by: string | null
    created_for: string | null
    /** A colleague's: the agency's access on which bringing them rests; null: on the office's act. */
    access_id: string | null
    accepted_by: string | null
    created_at: number
    sent_at: number | null
    expires_at: number | null
    provenance: string | null
  }
  invitation_link: {
    token_hash: string
    invitation_id: string
    /** `screen` links prove nothing; only a mailed one confirms the address (H9). */
    channel: string
    created_at: number
    used_at: number | null
    voided_at: number | null
  }
  session: {
    id_hash: string
    person_id: string | null
    data: string
    made_by: string
    is_shared: Flag
    user_agent: string
    created_at: number
    seen_at: number
    expires_at: number
  }
  api_token: {
    id: string
    person_id: string
    seat_id: string | null
    name: string
    token_hash: string
    prefix: string
    scopes: string
    made_by: string
    created_at: number
    expires_at: number
    last_used_at: number | null
    revoked_at: number | null
  }
  sign_in_link: {
    token_hash: string
    person_id: string | null
    purpose: string
    email: string | null
    is_reusable: Flag
    created_at: number
    expires_at: number
    used_at: number | null
  }
  topic: {
    id: string
    group_id: string
    space_id: string
    category_id: string | null
    title: string
    state: string
    is_pinned: Flag
    started_by: string
    started_for: string | null
    highest_number: number
    post_count: number
    last_post_at: number
    last_post_by: string
    last_post_for: string | null
    excerpt: string
    created_at: number
    provenance: string | null
  }
  /** Agencies that took part, in the order of their first posts. */
  topic_agency: {
    topic_id: string
    agency_id: string
    number: number
  }
  post: {
    id: string
    topic_id: string
    number: number
    parent_number: number | null
    /** The first post of its branch; its own number for a post to the topic. */
    root_number: number
    author_id: string
    agency_id: string | null
    markdown: string
    html: string
    render_version: number
    excerpt: string
    revision_count: number
    created_at: number
    edited_at: number | null
    withdrawn_at: number | null
    withdrawn_by: string | null
    withdrawn_reason: string | null
    provenance: string | null
  }
  post_revision: {
    post_id: string
    revision: number
    markdown: string
    by: string
    at: number
    reason: string | null
  }
  /** `post_number` quotes `quoted_number`, both in this topic. */
  post_quote: {
    topic_id: string
    post_number: number
    quoted_number: number
  }
  post_mention: {
    post_id: string
    topic_id: string
    person_id: string | null
    agency_id: string | null
  }
  topic_read: {
    person_id: string
    topic_id: string
    ranges: string
    read_count: number
    visited_at: number | null
  }
  post_draft: {
    person_id: string
    key: string
    markdown: string
    title: string | null
    parent_number: number | null
    updated_at: number
  }
  file: {
    id: string
    group_id: string
    space_id: string
    uploaded_by: string
    post_id: string | null
    topic_id: string | null
    draft_id: string | null
    name: string
    media_type: string
    size: number
    sha256: string
    width: number | null
    height: number | null
    created_at: number
  }
  draft: {
    id: string
    group_id: string
    space_id: string
    kind: string
    title: string
    subtitle: string | null
    state: string
    symbol: string | null
    language: string
    note: string | null
    withdrawn_reason: string | null
    drafters: string
    epoch: number
    has_text: Flag
    /** Bytes of all stored rows and the snapshot. */
    size: number
    next_seq: number
    comments_due: string | null
    created_by: string | null
    created_for: string | null
    created_at: number
    edited_at: number | null
    edited_by: string | null
    edited_for: string | null
    provenance: string | null
  }
  draft_drafter: {
    draft_id: string
    agency_id: string | null
    seat_id: string | null
  }
  draft_update: {
    draft_id: string
    seq: number
    bytes: Uint8Array
    person_id: string | null
    /** For which agency; null also in rows of an earlier program. */
    agency_id: string | null
    at: number
  }
  draft_snapshot: {
    draft_id: string
    upto_seq: number
    bytes: Uint8Array
    at: number
  }
  /** Which person a Yjs client id belongs to (H1), and where its clock stands in stored state. */
  draft_client: {
    draft_id: string
    client_id: number
    person_id: string | null
    next_clock: number
    epoch: number
  }
  /** Who wrote what a server's change brought, from this clock on; folded with the row of `seq`. */
  draft_author: {
    draft_id: string
    client_id: number
    clock: number
    seq: number
    person_id: string | null
    agency_id: string | null
  }
  /** Who wrote and deleted what up to the snapshot, as DraftCredits writes it. */
  draft_credit: {
    draft_id: string
    bytes: Uint8Array
    /** What people took out last, by which it is known as theirs when it is brought back. */
    taken: Uint8Array | null
  }
  /** Of an earlier program or an import: empty for drafts that have a `draft_credit`. */
  draft_deletion: {
    draft_id: string
    client_id: number
    clock: number
    length: number
    person_id: string | null
    agency_id: string | null
    at: number
  }
  draft_version: {
    id: string
    draft_id: string
    number: number
    label: string
    kind: string
    note: string | null
    author_id: string | null
    author_for: string | null
    date: string | null
    created_at: number
    /**
     * The document as ProseMirror JSON, of versions that were imported or kept by an earlier program;
     * others have it in `draft_version_text`. In neither: a version without text.
     */
    document: string | null
    sha256: string
    provenance: string | null
  }
  /** Written once; a keyframe stays while others have it as their dictionary. */
  draft_version_text: {
    version_id: string
    draft_id: string
    number: number
    base_id: string | null
    bytes: Uint8Array
  }
  /** Who changed the draft between the version before and this one. */
  draft_version_editor: {
    version_id: string
    person_id: string
    agency_id: string | null
  }
  /** Who changed a draft since its last version: one row a person, of their first change's `seq`. */
  draft_editor: {
    draft_id: string
    seq: number
    person_id: string
    agency_id: string | null
  }
  /** Text whose paragraph somebody else replaced: offered until somebody settles it (H6). */
  draft_orphan: {
    id: string
    draft_id: string
    /** Of its first letter. */
    client_id: number
    clock: number
    text: string
    near: string
    left_client: number | null
    left_clock: number | null
    right_client: number | null
    right_clock: number | null
    person_id: string | null
    agency_id: string | null
    found_at: number
    settled_at: number | null
    settled_by: string | null
    is_inserted: Flag | null
  }
  /** Rows that made a draft unreadable, kept apart (H2). */
  draft_quarantine: {
    draft_id: string
    epoch: number
    seq: number
    bytes: Uint8Array
    person_id: string | null
    at: number
    failure: string
    quarantined_at: number
  }
  draft_anchor: {
    id: string
    draft_id: string
    topic_id: string
    version_id: string | null
    paragraph: string | null
    quote: string
    prefix: string
    suffix: string
    from_position: string | null
    to_position: string | null
    created_at: number
  }
  event: {
    group_id: string
    seq: number
    /** Who may know of it: `group:<id>`, `space:<id>`, `office:<id>` or `person:<id>`. */
    audience: string
    space_id: string | null
    subject_kind: string
    subject_id: string
    actor_id: string | null
    actor_for: string | null
    kind: string
    /** Ids and names of changed fields, never content (H15). */
    payload: string
    at: number
    recorded_at: number
    cause: string | null
    is_imported: Flag
    /** For the hash chain that comes with the register. */
    previous_hash: string | null
    hash: string | null
  }
  audience_head: {
    audience: string
    group_id: string
    seq: number
  }
  /** Where each reader of the log stands. */
  log_reader: {
    name: string
    group_id: string
    seq: number
  }
  notification: {
    id: string
    group_id: string
    person_id: string
    seq: number
    kind: string
    actor_id: string | null
    actor_for: string | null
    space_id: string | null
    topic_id: string | null
    post_number: number | null
    draft_id: string | null
    invitation_id: string | null
    at: number
    read_at: number | null
    mailed_at: number | null
  }
  visit: {
    person_id: string
    group_id: string
    visited_at: number
    /** The visit before that one: "new since" counts from it while a visit lasts. */
    previous_at: number | null
  }
  job: {
    id: string
    kind: string
    /** At most one open job of a kind and key. */
    key: string | null
    payload: string
    run_at: number
    attempts: number
    leased_until: number | null
    fence: number
    done_at: number | null
    error: string | null
  }
  /** A message sent or to be sent: kind and ids, never a token (H9). */
  mail: {
    id: string
    kind: string
    person_id: string | null
    invitation_id: string | null
    address: string
    payload: string
    state: string
    error: string | null
    created_at: number
    sent_at: number | null
  }
  idempotency: {
    key: string
    command: string
    result: string
    at: number
  }
  import_record: {
    group_id: string
    file_id: string
    kind: string
    row_id: string
    digest: string
  }
  migration: {
    name: string
    checksum: string
    at: number
  }
}
