CREATE TABLE "archive_languages" (
	"language" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "archived_calls" (
	"call_id" text PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"direction" text,
	"agent_id" text,
	"agent_name" text,
	"campaign_id" text,
	"phone_number" text,
	"contact_name" text,
	"created_at" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"happened_at" timestamp (3) with time zone NOT NULL,
	"duration_seconds" integer,
	"failure_reason" text,
	"metadata" jsonb NOT NULL,
	"message_count" integer,
	"omitted_messages" integer NOT NULL,
	"is_settled" boolean NOT NULL,
	"was_watched" boolean NOT NULL,
	"participants" jsonb NOT NULL,
	"reasons" jsonb NOT NULL,
	"measures" jsonb,
	"ended_by_name" text,
	"ended_by_reason" text,
	"kept_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone NOT NULL,
	"sent" jsonb,
	"summary" text,
	"line_keys" integer[],
	"next_line_key" integer NOT NULL,
	"language" text,
	"words" "tsvector",
	"words_masked" "tsvector",
	"words_redacted" "tsvector",
	"redaction_version" smallint NOT NULL,
	"unindexed_characters" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX "archived_calls_newest" ON "archived_calls" USING btree ("happened_at" DESC NULLS FIRST,"call_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "archived_calls_agent" ON "archived_calls" USING btree ("agent_id","happened_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "archived_calls_campaign" ON "archived_calls" USING btree ("campaign_id","happened_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "archived_calls_longest" ON "archived_calls" USING btree ("duration_seconds" DESC NULLS LAST,"call_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "archived_calls_unsettled" ON "archived_calls" USING btree ("happened_at") WHERE not "archived_calls"."is_settled";--> statement-breakpoint
CREATE INDEX "archived_calls_words" ON "archived_calls" USING gin ("words") WITH (gin_pending_list_limit=256);--> statement-breakpoint
CREATE INDEX "archived_calls_words_masked" ON "archived_calls" USING gin ("words_masked") WITH (gin_pending_list_limit=256);--> statement-breakpoint
CREATE INDEX "archived_calls_words_redacted" ON "archived_calls" USING gin ("words_redacted") WITH (gin_pending_list_limit=256);