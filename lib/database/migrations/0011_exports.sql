CREATE TABLE "call_exports" (
	"id" text PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"owner_role" text NOT NULL,
	"format" text NOT NULL,
	"question" jsonb NOT NULL,
	"view" text NOT NULL,
	"state" text NOT NULL,
	"fault" text,
	"calls" integer NOT NULL,
	"skipped" integer NOT NULL,
	"bytes" bigint NOT NULL,
	"reached" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "call_exports_owner" ON "call_exports" USING btree ("owner_id","created_at" DESC NULLS LAST);