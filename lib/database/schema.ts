import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  customType,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { anyJson, anyText } from "./any-text";

/**
 * Every table, one dialect for the embedded engine and for a Postgres server. Times are set by the program's clock, so that
 * tests can turn it; only what several processes settle among themselves (`due_at`, `expires_at`) is by the database's. Secrets are kept as hashes only.
 */

/** Words with their places, as Postgres' text search has them; written by SQL alone (lib/archive/words.ts). */
const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

/** `agents` are ids; without `agentNames` the row is an older version's, and they are names (lib/access/scope.ts). */
export type ScopeColumn = { agents: string[]; agentNames?: string[]; campaigns: string[] };

export const users = pgTable(
  "users",
  {
    id: text("id").primaryKey(),
    /** trimmed and in lower case; null: came by single sign-on with an address that nobody has verified */
    email: anyText("email").unique(),
    name: anyText("name").notNull(),
    role: text("role", { enum: ["admin", "supervisor", "viewer"] }).notNull(),
    /** agents and campaigns this person may see; null: all */
    scope: anyJson("scope").$type<ScopeColumn>(),
    /** invited: has no password yet; disabled: cannot sign in, and no session or token of theirs works */
    status: text("status", { enum: ["invited", "active", "disabled"] }).notNull(),
    /** scrypt with its parameters and salt in one text; null: signs in elsewhere, or not yet */
    passwordHash: text("password_hash"),
    /** who they are at the single sign-on provider, once they have come from there */
    oidcIssuer: anyText("oidc_issuer"),
    oidcSubject: anyText("oidc_subject"),
    /** admin: whoever invited them decides their role; provider: the single sign-on's claims alone do */
    roleFrom: text("role_from", { enum: ["admin", "provider"] })
      .notNull()
      .default("admin"),
    createdAt: at("created_at").notNull(),
    lastSignInAt: at("last_sign_in_at"),
  },
  (table) => [uniqueIndex("users_oidc").on(table.oidcIssuer, table.oidcSubject)],
);

export const sessions = pgTable(
  "sessions",
  {
    id: text("id").primaryKey(),
    tokenHash: text("token_hash").notNull().unique(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: at("created_at").notNull(),
    /** moved forward at most once a minute */
    lastSeenAt: at("last_seen_at").notNull(),
    endsAt: at("ends_at").notNull(),
    /** browser and system in a few words, for the person's own list */
    device: anyText("device").notNull(),
  },
  (table) => [index("sessions_user").on(table.userId)],
);

/** Links that work once: the first admin's set-up, an invitation, a password reset. */
export const oneTimeLinks = pgTable("one_time_links", {
  id: text("id").primaryKey(),
  kind: text("kind", { enum: ["setup", "invitation", "reset"] }).notNull(),
  tokenHash: text("token_hash").notNull().unique(),
  /** null for a set-up, which makes its user */
  userId: text("user_id").references(() => users.id, { onDelete: "cascade" }),
  createdAt: at("created_at").notNull(),
  expiresAt: at("expires_at").notNull(),
  usedAt: at("used_at"),
});

export const accessTokens = pgTable(
  "access_tokens",
  {
    id: text("id").primaryKey(),
    tokenHash: text("token_hash").notNull().unique(),
    /** the first characters, to know it again in a list */
    hint: text("hint").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: anyText("name").notNull(),
    /** read: reads what its person may read; act: does to calls what its person may do; export: reads, and takes many away */
    permission: text("permission", { enum: ["read", "act", "export"] }).notNull(),
    createdAt: at("created_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    lastUsedAt: at("last_used_at"),
    revokedAt: at("revoked_at"),
  },
  (table) => [index("access_tokens_user").on(table.userId)],
);

/** That a person asked to see one call's numbers and names, and until when they do. */
export const reveals = pgTable(
  "reveals",
  {
    id: text("id").primaryKey(),
    /** the user's id; "demo" or "off" where nobody signs in */
    personId: text("person_id").notNull(),
    callId: anyText("call_id").notNull(),
    createdAt: at("created_at").notNull(),
    endsAt: at("ends_at").notNull(),
  },
  (table) => [uniqueIndex("reveals_person_call").on(table.personId, table.callId)],
);

export type ShareGrantColumn = {
  transcript: boolean;
  summary: boolean;
  participants: boolean;
  metrics: boolean;
  /** false: the call shows only once it has ended */
  live: boolean;
  masked: boolean;
};

export const shareLinks = pgTable(
  "share_links",
  {
    id: text("id").primaryKey(),
    secretHash: text("secret_hash").notNull(),
    callId: anyText("call_id").notNull(),
    label: anyText("label").notNull(),
    grant: anyJson("grant").$type<ShareGrantColumn>().notNull(),
    passcodeHash: text("passcode_hash"),
    /** the user's id; "demo" or "off" where nobody signs in */
    createdById: text("created_by_id").notNull(),
    createdByName: anyText("created_by_name").notNull(),
    createdAt: at("created_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    revokedAt: at("revoked_at"),
    openCount: integer("open_count").notNull().default(0),
    lastOpenedAt: at("last_opened_at"),
  },
  (table) => [index("share_links_call").on(table.callId), index("share_links_creator").on(table.createdById)],
);

/** A browser that has exchanged a link's secret. */
export const shareVisits = pgTable("share_visits", {
  id: text("id").primaryKey(),
  tokenHash: text("token_hash").notNull().unique(),
  linkId: text("link_id")
    .notNull()
    .references(() => shareLinks.id, { onDelete: "cascade" }),
  createdAt: at("created_at").notNull(),
});

export type WallConfigColumn = Record<string, string>;

/** A screen that may show the board. Bound to one browser by the token in its cookie. */
export const wallPasses = pgTable("wall_passes", {
  id: text("id").primaryKey(),
  name: anyText("name").notNull(),
  tokenHash: text("token_hash").notNull().unique(),
  /** the token before the last renewal, which works until the browser has been seen with the new one */
  previousTokenHash: text("previous_token_hash"),
  renewedAt: at("renewed_at").notNull(),
  /** the wall's settings as its address would carry them: theme, scale, agents, sound … */
  config: anyJson("config").$type<WallConfigColumn>().notNull(),
  createdById: text("created_by_id").notNull(),
  createdByName: anyText("created_by_name").notNull(),
  createdAt: at("created_at").notNull(),
  lastSeenAt: at("last_seen_at"),
  /** the build the screen runs */
  build: anyText("build"),
  /** the screen reloads itself when this is later than its own start */
  reloadAskedAt: at("reload_asked_at"),
  revokedAt: at("revoked_at"),
});

/** A code on an unpaired screen, waiting for somebody to enter it. */
export const wallPairings = pgTable("wall_pairings", {
  id: text("id").primaryKey(),
  codeHash: text("code_hash").notNull().unique(),
  /** of the secret in the waiting browser's cookie */
  browserHash: text("browser_hash").notNull().unique(),
  createdAt: at("created_at").notNull(),
  expiresAt: at("expires_at").notNull(),
  /** once somebody has entered the code; the browser then fetches its pass, once */
  passId: text("pass_id").references(() => wallPasses.id, { onDelete: "cascade" }),
});

/** A page's filters and sort under a name. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: text("id").primaryKey(),
    page: text("page", { enum: ["live", "calls", "analytics"] }).notNull(),
    name: anyText("name").notNull(),
    /** the name without case and accents: two views of one page are told apart by it */
    nameKey: anyText("name_key").notNull(),
    /** what the page's address has behind its question mark, in its one form (lib/format/query-text.ts) */
    query: anyText("query").notNull(),
    /** false: its maker's alone, and gone with them */
    shared: boolean("shared").notNull(),
    /** the user's id; "demo" or "off" where nobody signs in */
    madeById: text("made_by_id").notNull(),
    madeByName: anyText("made_by_name").notNull(),
    createdAt: at("created_at").notNull(),
    changedAt: at("changed_at").notNull(),
  },
  (table) => [
    uniqueIndex("saved_views_own").on(table.madeById, table.page, table.nameKey).where(sql`not ${table.shared}`),
    uniqueIndex("saved_views_shared").on(table.page, table.nameKey).where(sql`${table.shared}`),
  ],
);

/** Who did what, to what, how it ended. Ids only: nothing here says what a call was about or what number it had. */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    at: at("at").notNull(),
    actorKind: text("actor_kind", { enum: ["person", "share", "wall", "anonymous", "system"] }).notNull(),
    actorId: text("actor_id"),
    /** as it was then: names and people change */
    actorName: anyText("actor_name").notNull(),
    action: text("action").notNull(),
    targetKind: text("target_kind"),
    targetId: anyText("target_id"),
    result: text("result", { enum: ["done", "denied", "failed"] }).notNull(),
    detail: anyJson("detail")
      .$type<Record<string, string | number | boolean | null>>()
      .notNull()
      .default(sql`'{}'::jsonb`),
  },
  (table) => [
    index("audit_events_at").on(table.at),
    index("audit_events_action").on(table.action),
    // Asked with every look at a call that is over: who ended it.
    index("audit_events_call_end").on(table.targetId, table.id).where(sql`${table.action} = 'call.cancel'`),
  ],
);

/** What admins set on the settings pages: one row a topic. */
export const storedSettings = pgTable("stored_settings", {
  key: anyText("key").primaryKey(),
  value: anyJson("value").notNull(),
  updatedAt: at("updated_at").notNull(),
});

/** What has to follow a change, written in its transaction and deleted once it was handled (lib/jobs/outbox.ts). */
export const outbox = pgTable(
  "outbox",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    topic: text("topic").notNull(),
    /** messages of one topic and key are handled in order; null: in any */
    key: anyText("key"),
    payload: anyJson("payload").notNull(),
    /** the same at every attempt */
    idempotencyKey: uuid("idempotency_key").notNull(),
    createdAt: at("created_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
    /** the worker that has it in hand, until `due_at` */
    claimedBy: text("claimed_by"),
    /** nobody takes it before: it waits for its next attempt, or somebody has it in hand */
    dueAt: at("due_at").notNull().defaultNow(),
    /** given up after its last attempt: kept for a while, to be looked at */
    failedAt: at("failed_at"),
  },
  (table) => [
    index("outbox_due").on(table.dueAt).where(sql`${table.failedAt} is null`),
    index("outbox_key").on(table.topic, table.key, table.id).where(sql`${table.failedAt} is null`),
  ],
);

/** What one process of all does from time to time, and which one is at it (lib/jobs/periodic.ts). */
export const leases = pgTable("leases", {
  name: text("name").primaryKey(),
  /** the process that is at it; null: none. One whose time has run out has ended in the middle */
  holder: text("holder"),
  expiresAt: at("expires_at").notNull(),
  dueAt: at("due_at").notNull(),
});

/** A stay of somebody in the room, as it was seen. */
export type ArchivedParticipantColumn = {
  identity: string;
  name: string | null;
  kind: "agent" | "caller" | "other";
  joinedAt: string;
  joinedTold: boolean;
  leftAt: string | null;
  leftTold: boolean;
};

/** A reason for attention, from when it was true first until it no longer was. */
export type ArchivedReasonColumn = {
  reason: string;
  /** the worst it became */
  severity: "warning" | "critical";
  sentence: string;
  openedAt: string;
  /** null: it still was when the call ended */
  clearedAt: string | null;
  /** key of the line it rested on */
  line: number | null;
};

/** Figures of a call's talk (lib/calls/talk-measures.ts). */
export type ArchivedMeasuresColumn = {
  responseMedianMs: number | null;
  responseP95Ms: number | null;
  averageResponseMs: number | null;
  responses: number;
  /** all pauses longer than three seconds, the one before the end included */
  pausesMs: number | null;
  /** of all characters, 0 to 1 */
  agentShare: number | null;
  callerShare: number | null;
  ringTimeMs: number | null;
};

/** New words are merged into the index by whichever insert fills this, in kilobytes: a small one holds nobody up for long. */
const WORDS_PENDING = { gin_pending_list_limit: 256 };

/**
 * Calls that have ended, a row each. Facts stand in columns; what was said stands in `sent`, with an index of its words.
 * When the time to keep talk is over, `sent` and all that was made of it go, and the facts stay.
 */
export const archivedCalls = pgTable(
  "archived_calls",
  {
    callId: anyText("call_id").primaryKey(),
    status: anyText("status").notNull(),
    direction: anyText("direction"),
    agentId: anyText("agent_id"),
    agentName: anyText("agent_name"),
    campaignId: anyText("campaign_id"),
    phoneNumber: anyText("phone_number"),
    contactName: anyText("contact_name"),
    createdAt: at("created_at"),
    startedAt: at("started_at"),
    endedAt: at("ended_at"),
    /** when the call was, for sorting and ranges: its start, else its creation, else its end, else when it was first kept */
    happenedAt: at("happened_at").notNull(),
    durationSeconds: integer("duration_seconds"),
    failureReason: anyText("failure_reason"),
    /** the call service's metadata, by which calls are found */
    metadata: anyJson("metadata").$type<Record<string, unknown>>().notNull(),
    /** lines of speech; null: the call service gave no transcript */
    messageCount: integer("message_count"),
    /** lines at the start that were more than could be held */
    omittedMessages: integer("omitted_messages").notNull(),
    /** nothing more was expected of it when it was kept */
    isSettled: boolean("is_settled").notNull(),
    /** it was seen while it ran: else participants and reasons for attention are not known */
    wasWatched: boolean("was_watched").notNull(),
    participants: anyJson("participants").$type<ArchivedParticipantColumn[]>().notNull(),
    reasons: anyJson("reasons").$type<ArchivedReasonColumn[]>().notNull(),
    measures: anyJson("measures").$type<ArchivedMeasuresColumn>(),
    /** who ended it from here, as they were called then, and why where they said so; null: nobody did */
    endedByName: anyText("ended_by_name"),
    endedByReason: anyText("ended_by_reason"),
    /** by our clock; the first time it was kept, and the last */
    keptAt: at("kept_at").notNull(),
    changedAt: at("changed_at").notNull(),
    /** when the newest read of it began */
    readAt: at("read_at").notNull(),
    /** the call as the call service had it, whole; null: its talk is kept no longer */
    sent: anyJson("sent").$type<Record<string, unknown>>(),
    /** what a page shows without opening it */
    summary: anyText("summary"),
    /** the key of each line of the transcript as it was read; keys never change and are never given again */
    lineKeys: integer("line_keys").array(),
    nextLineKey: integer("next_line_key").notNull(),
    /** the text search configuration of its words; null: it has none */
    language: text("language"),
    /** summary and talk for whoever sees all; for whoever sees no names and numbers; and for whoever reads redacted talk */
    words: tsvector("words"),
    /** null: the same as `words` */
    wordsMasked: tsvector("words_masked"),
    wordsRedacted: tsvector("words_redacted"),
    /** which redaction `wordsMasked` and `wordsRedacted` were made with */
    redactionVersion: smallint("redaction_version").notNull(),
    /** so many characters of its talk are too many for the index and cannot be found */
    unindexedCharacters: integer("unindexed_characters").notNull().default(0),
  },
  (table) => [
    index("archived_calls_newest").on(table.happenedAt.desc().nullsFirst(), table.callId.desc().nullsFirst()),
    index("archived_calls_agent").on(table.agentId, table.happenedAt.desc().nullsFirst()),
    index("archived_calls_campaign").on(table.campaignId, table.happenedAt.desc().nullsFirst()),
    index("archived_calls_longest").on(table.durationSeconds.desc().nullsLast(), table.callId.desc().nullsFirst()),
    index("archived_calls_unsettled").on(table.happenedAt).where(sql`not ${table.isSettled}`),
    index("archived_calls_uncorrected")
      .on(table.endedAt)
      .where(sql`${table.isSettled} and ${table.readAt} - ${table.endedAt} < interval '24 hours'`),
    // Of calls whose talk went long ago there may be many more than of those whose talk is there.
    index("archived_calls_talk")
      .on(table.happenedAt)
      .where(sql`${table.sent} is not null or ${table.words} is not null`),
    index("archived_calls_number").on(
      sql`right(ltrim(regexp_replace(${table.phoneNumber}, '[^0-9]', '', 'g'), '0'), 9)`,
    ),
    index("archived_calls_redaction")
      .on(table.redactionVersion.desc().nullsFirst(), table.happenedAt.desc().nullsFirst())
      .where(sql`${table.words} is not null`),
    index("archived_calls_words").using("gin", table.words).with(WORDS_PENDING),
    index("archived_calls_words_masked").using("gin", table.wordsMasked).with(WORDS_PENDING),
    index("archived_calls_words_redacted").using("gin", table.wordsRedacted).with(WORDS_PENDING),
  ],
);

/**
 * What statistics need of each kept call, in a row so narrow that ninety days of them are read at once (archived_calls has its
 * words in every row). Written with the call (lib/archive/figures.ts), and gone with it.
 */
export const callFigures = pgTable(
  "call_figures",
  {
    callId: anyText("call_id")
      .primaryKey()
      .references(() => archivedCalls.callId, { onDelete: "cascade" }),
    status: anyText("status").notNull(),
    direction: anyText("direction"),
    agentId: anyText("agent_id"),
    agentName: anyText("agent_name"),
    campaignId: anyText("campaign_id"),
    happenedAt: at("happened_at").notNull(),
    startedAt: at("started_at"),
    endedAt: at("ended_at"),
    durationSeconds: integer("duration_seconds"),
    failureReason: anyText("failure_reason"),
    /** of the call's own answers; the rest as in ArchivedMeasuresColumn */
    responseMedianMs: doublePrecision("response_median_ms"),
    pausesMs: doublePrecision("pauses_ms"),
    agentShare: doublePrecision("agent_share"),
    callerShare: doublePrecision("caller_share"),
    wasWatched: boolean("was_watched").notNull(),
    /** kinds of reasons for attention, each once; only watched calls have some */
    reasons: text("reasons").array().notNull(),
    /** somebody was in the room who is neither agent nor caller; the caller asked for a person */
    personJoined: boolean("person_joined").notNull(),
    askedForPerson: boolean("asked_for_person").notNull(),
    endedByPerson: boolean("ended_by_person").notNull(),
    /** how it was judged (quality_scores), written with that; null: it is not, or nothing that counts is known */
    rubricScore: real("rubric_score"),
    sentiment: real("sentiment"),
  },
  (table) => [index("call_figures_happened").on(table.happenedAt)],
);

/**
 * Calls that the list has named and that are not kept yet. `open`: not over when it named them; `over`: to be read; `gone`:
 * given up, so that the list's naming them again changes nothing. A call that is kept leaves in the same transaction.
 */
export const archivePending = pgTable(
  "archive_pending",
  {
    callId: anyText("call_id").primaryKey(),
    kind: text("kind").$type<"open" | "over" | "gone">().notNull(),
    /** when it is to be read, or was looked at last */
    dueAt: at("due_at").notNull(),
    /** reads that said there is no such call */
    misses: smallint("misses").notNull().default(0),
  },
  (table) => [index("archive_pending_due").on(table.kind, table.dueAt)],
);

/** How far what happens by itself has come. `keep-up`: every call made before this moment is kept, or stands among the pending. */
export const archiveMarks = pgTable("archive_marks", {
  name: text("name").primaryKey(),
  certainAt: at("certain_at").notNull(),
});

/** Where a walk through pages of the list is: see lib/archive/walk.ts. */
export type WalkColumn = { offset: number; tail: string[] };

/** Calls of a range that somebody has had brought into the archive. */
export const archiveBackfills = pgTable(
  "archive_backfills",
  {
    id: text("id").primaryKey(),
    /** calls made in this range; null: from the first there is */
    fromAt: at("from_at"),
    toAt: at("to_at").notNull(),
    state: text("state").$type<"running" | "paused" | "cancelled" | "done">().notNull(),
    /** rows in the range, as the list counted them first; null: it does not say */
    planned: integer("planned"),
    walk: anyJson("walk").$type<WalkColumn>().notNull(),
    /** of the page under way, rows that are done with */
    onPage: integer("on_page").notNull().default(0),
    /** calls that it has kept, and that could not be read */
    stored: integer("stored").notNull().default(0),
    failed: integer("failed").notNull().default(0),
    /** rows a minute lately; null: not known */
    perMinute: integer("per_minute"),
    /** what keeps it waiting; null: nothing */
    waitsFor: text("waits_for"),
    /** who began it, as they were called then; null: Earshot itself */
    startedByName: anyText("started_by_name"),
    createdAt: at("created_at").notNull(),
    changedAt: at("changed_at").notNull(),
    endedAt: at("ended_at"),
  },
  (table) => [index("archive_backfills_newest").on(table.createdAt.desc().nullsFirst())],
);

/** The languages that archived talk is in: a search asks in each of them. */
export const archiveLanguages = pgTable("archive_languages", { language: text("language").primaryKey() });

/** What was erased, so that nothing brings it back: ids of calls, and numbers as keyed hashes (lib/archive/erasure-store.ts). */
export const archiveTombstones = pgTable(
  "archive_tombstones",
  {
    kind: text("kind").$type<"call" | "number">().notNull(),
    key: anyText("key").notNull(),
    erasedAt: at("erased_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.key] })],
);
/**
 * Many calls as a file, written for one person as they see calls. The file lies in a folder of its own; it goes with the row.
 */
export const callExports = pgTable(
  "call_exports",
  {
    id: text("id").primaryKey(),
    /** the user's id; "demo" or "off" where nobody signs in */
    ownerId: text("owner_id").notNull(),
    /** where nobody signs in: the role that they had */
    ownerRole: text("owner_role", { enum: ["admin", "supervisor", "viewer"] }).notNull(),
    format: text("format", { enum: ["training", "calls", "measures"] }).notNull(),
    /** what was asked for: filters, or calls one by one */
    question: anyJson("question").$type<ExportQuestionColumn>().notNull(),
    /** what its person saw when they asked, in one text (lib/server/audience.ts): a file of another view is theirs no longer */
    view: anyText("view").notNull(),
    state: text("state", { enum: ["waiting", "running", "done", "failed"] }).notNull(),
    fault: text("fault", { enum: ["rights", "too_large", "gave_up", "erased"] }),
    calls: integer("calls").notNull(),
    skipped: integer("skipped").notNull(),
    /** so many of the file are sure; what lies behind them was written by an attempt that broke off */
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    /** the last call that is in those bytes; null: none yet */
    reached: anyJson("reached").$type<{ happenedMs: number; callId: string }>(),
    createdAt: at("created_at").notNull(),
    finishedAt: at("finished_at"),
    expiresAt: at("expires_at"),
  },
  (table) => [index("call_exports_owner").on(table.ownerId, table.createdAt.desc())],
);

/** Which calls lie in the file of an export, so that erasing one takes the files that hold it: a piece for each step of it. */
export const callExportPieces = pgTable(
  "call_export_pieces",
  {
    exportId: text("export_id")
      .notNull()
      .references(() => callExports.id, { onDelete: "cascade" }),
    /** so many calls stand before these */
    place: integer("place").notNull(),
    /** a number made of each call's id (lib/database/call-number.ts): two calls may share one */
    callNumbers: integer("call_numbers").array().notNull(),
  },
  (table) => [primaryKey({ columns: [table.exportId, table.place] })],
);

/**
 * `filters`: as a search of the archive takes them; `unsearched`: of so many calls it could not be answered, because their
 * words were not ready for its person.
 */
export type ExportQuestionColumn = { filters: Record<string, unknown>; ids: string[] | null; unsearched?: number };

/** What calls are held against: each change is a version, and versions stay (lib/quality). */
export const qualityRubrics = pgTable("quality_rubrics", {
  id: text("id").primaryKey(),
  /** the newest */
  version: integer("version").notNull(),
  isRetired: boolean("is_retired").notNull().default(false),
  createdAt: at("created_at").notNull(),
  changedAt: at("changed_at").notNull(),
  /** as they were called then; null: Earshot itself */
  changedByName: anyText("changed_by_name"),
});

export const qualityRubricVersions = pgTable(
  "quality_rubric_versions",
  {
    rubricId: text("rubric_id")
      .notNull()
      .references(() => qualityRubrics.id, { onDelete: "cascade" }),
    version: integer("version").notNull(),
    definition: anyJson("definition").$type<Record<string, unknown>>().notNull(),
    madeAt: at("made_at").notNull(),
    madeByName: anyText("made_by_name"),
  },
  (table) => [primaryKey({ columns: [table.rubricId, table.version] })],
);

/** What a check found: `why` names a sentence, `texts` are words of lists and rubrics, never what somebody said. */
export type QualityFindingColumn = {
  key: string;
  result: "pass" | "fail" | "not_applicable" | "unknown";
  evidence: number[];
  why: string;
  numbers: number[];
  texts: string[];
};
export type SentimentColumn = { score: number; words: { word: string; value: number; times: number }[] };

/** How a call was judged by a version of a rubric. It goes with its call, and its words with the call's talk (a trigger). */
export const qualityScores = pgTable(
  "quality_scores",
  {
    callId: anyText("call_id")
      .notNull()
      .references(() => archivedCalls.callId, { onDelete: "cascade" }),
    rubricId: text("rubric_id").notNull(),
    version: integer("version").notNull(),
    /** by what holds now; of others only those stay that somebody has reviewed by */
    isCurrent: boolean("is_current").notNull(),
    /** 0 to 100; null: nothing that counts is known */
    score: real("score"),
    passed: boolean("passed"),
    earned: integer("earned").notNull(),
    possible: integer("possible").notNull(),
    leftOut: integer("left_out").notNull(),
    checks: anyJson("checks").$type<QualityFindingColumn[]>().notNull(),
    efficiency: text("efficiency").$type<"efficient" | "lengthy">(),
    sentiment: anyJson("sentiment").$type<SentimentColumn>(),
    judgedAt: at("judged_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.callId, table.rubricId, table.version] }),
    uniqueIndex("quality_scores_current").on(table.callId).where(sql`${table.isCurrent}`),
  ],
);

/** Calls that are to be judged (again): a trigger puts each here that is kept or changes. */
export const qualityPending = pgTable(
  "quality_pending",
  {
    callId: anyText("call_id")
      .primaryKey()
      .references(() => archivedCalls.callId, { onDelete: "cascade" }),
    /** another whenever it is put here again */
    turn: bigint("turn", { mode: "number" }).notNull(),
  },
  (table) => [index("quality_pending_turn").on(table.turn)],
);

/** How far all calls have been put among the pending ones, since rubrics or the judge changed last. */
export const qualityWalks = pgTable("quality_walks", {
  name: text("name").primaryKey(),
  judgeVersion: integer("judge_version").notNull(),
  isDone: boolean("is_done").notNull(),
  /** the last call that was; null: none yet. From the newest to the oldest */
  reachedAt: at("reached_at"),
  reachedCallId: anyText("reached_call_id"),
});

export type VerdictColumn = {
  key: string;
  result: QualityFindingColumn["result"];
  reason: string | null;
  /** what the rubric said then; null: it has no such check */
  rubricResult: QualityFindingColumn["result"] | null;
};

/** A call that a person is to review, or has reviewed. At most a first and a second opinion a call. */
export const qualityReviews = pgTable(
  "quality_reviews",
  {
    id: text("id").primaryKey(),
    callId: anyText("call_id")
      .notNull()
      .references(() => archivedCalls.callId, { onDelete: "cascade" }),
    opinion: smallint("opinion").notNull(),
    source: text("source")
      .$type<"critical" | "random" | "lowest" | "new_agent" | "by_hand" | "second_opinion">()
      .notNull(),
    state: text("state").$type<"open" | "done" | "skipped">().notNull(),
    assignedToId: text("assigned_to_id"),
    assignedToName: anyText("assigned_to_name"),
    /** somebody reviews it just now, until then */
    lockedById: text("locked_by_id"),
    lockedByName: anyText("locked_by_name"),
    lockedUntil: at("locked_until"),
    createdAt: at("created_at").notNull(),
    givenById: text("given_by_id"),
    givenByName: anyText("given_by_name"),
    givenAt: at("given_at"),
    rubricId: text("rubric_id"),
    rubricVersion: integer("rubric_version"),
    /** 1 to 5 */
    score: smallint("score"),
    comment: anyText("comment"),
    verdicts: anyJson("verdicts").$type<VerdictColumn[]>().notNull(),
  },
  (table) => [
    uniqueIndex("quality_reviews_call").on(table.callId, table.opinion),
    index("quality_reviews_state").on(table.state, table.createdAt),
    index("quality_reviews_given").on(table.givenAt),
  ],
);

/** What somebody wrote about a call, a line of it, or a moment of one that still ran: that may not be kept yet. */
export const qualityNotes = pgTable(
  "quality_notes",
  {
    id: text("id").primaryKey(),
    callId: anyText("call_id").notNull(),
    lineKey: integer("line_key"),
    /** the moment, in the call service's time, where the call still ran */
    at: at("at"),
    kind: text("kind").$type<"comment" | "flag">().notNull(),
    text: anyText("text").notNull(),
    madeById: text("made_by_id").notNull(),
    madeByName: anyText("made_by_name").notNull(),
    madeAt: at("made_at").notNull(),
  },
  (table) => [index("quality_notes_call").on(table.callId), index("quality_notes_made").on(table.madeAt)],
);

/** What an outside program found by a check of its own. Its explanation may quote what was said. */
export type ExternalCheckColumn = {
  key: string;
  title: string;
  result: QualityFindingColumn["result"];
  explanation: string | null;
  evidence: number[];
};

/** Calls that an outside program is to score, has scored or could not. They go with their call, their words with its talk. */
export const externalScores = pgTable(
  "external_scores",
  {
    callId: anyText("call_id")
      .primaryKey()
      .references(() => archivedCalls.callId, { onDelete: "cascade" }),
    /** another whenever the call is put here again */
    turn: bigint("turn", { mode: "number" }).notNull(),
    state: text("state").$type<"waiting" | "scored" | "failed">().notNull(),
    attempts: smallint("attempts").notNull(),
    queuedAt: at("queued_at").notNull(),
    dueAt: at("due_at").notNull(),
    /** why the last attempt came to nothing */
    fault: text("fault"),
    triedAt: at("tried_at"),
    /** numbers, names and personal data were taken out of what was sent */
    isRedacted: boolean("is_redacted"),
    /** of what was sent and scored last: the same is not sent again */
    sentHash: text("sent_hash"),
    /** what came last; null: nothing yet */
    scoredAt: at("scored_at"),
    scorerName: anyText("scorer_name"),
    scorerVersion: anyText("scorer_version"),
    rubricName: anyText("rubric_name"),
    rubricVersion: anyText("rubric_version"),
    /** 0 to 100; null: the scorer gives none */
    score: real("score"),
    checks: anyJson("checks").$type<ExternalCheckColumn[]>(),
    /** keys of lines that the call does not have */
    droppedEvidence: integer("dropped_evidence"),
  },
  (table) => [index("external_scores_due").on(table.state, table.dueAt)],
);

/** Requests that a day's budget was spent on, by UTC. */
export const externalScoreDays = pgTable("external_score_days", {
  day: text("day").primaryKey(),
  requests: integer("requests").notNull(),
});
