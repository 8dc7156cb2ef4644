CREATE TABLE "archive_backfills" (
	"id" text PRIMARY KEY NOT NULL,
	"from_at" timestamp (3) with time zone,
	"to_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"planned" integer,
	"walk" jsonb NOT NULL,
	"on_page" integer DEFAULT 0 NOT NULL,
	"stored" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"per_minute" integer,
	"waits_for" text,
	"started_by_name" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "archive_marks" (
	"name" text PRIMARY KEY NOT NULL,
	"certain_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "archive_pending" (
	"call_id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"misses" smallint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX "archive_backfills_newest" ON "archive_backfills" USING btree ("created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "archive_pending_due" ON "archive_pending" USING btree ("kind","due_at");--> statement-breakpoint
CREATE INDEX "archived_calls_uncorrected" ON "archived_calls" USING btree ("ended_at") WHERE "archived_calls"."is_settled" and "archived_calls"."read_at" - "archived_calls"."ended_at" < interval '24 hours';