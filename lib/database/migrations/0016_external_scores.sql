CREATE TABLE "external_score_days" (
	"day" text PRIMARY KEY NOT NULL,
	"requests" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "external_scores" (
	"call_id" text PRIMARY KEY NOT NULL,
	"turn" bigint NOT NULL,
	"state" text NOT NULL,
	"attempts" smallint NOT NULL,
	"queued_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"fault" text,
	"tried_at" timestamp (3) with time zone,
	"is_redacted" boolean,
	"sent_hash" text,
	"scored_at" timestamp (3) with time zone,
	"scorer_name" text,
	"scorer_version" text,
	"rubric_name" text,
	"rubric_version" text,
	"score" real,
	"checks" jsonb,
	"dropped_evidence" integer
);
--> statement-breakpoint
ALTER TABLE "call_figures" ADD COLUMN "rubric_score" real;--> statement-breakpoint
ALTER TABLE "call_figures" ADD COLUMN "sentiment" real;--> statement-breakpoint
ALTER TABLE "external_scores" ADD CONSTRAINT "external_scores_call_id_archived_calls_call_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."archived_calls"("call_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "external_scores_due" ON "external_scores" USING btree ("state","due_at");--> statement-breakpoint
-- A call that is kept or changes is put among those that an outside program is to score, while one is switched on and for calls since
-- then: what a backfill brings from before is not sent out. In the first minute after its end a call changes, so it waits a little. With what was said goes what the program may have quoted of it.
CREATE FUNCTION "earshot_external_call"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' AND OLD."sent" IS NOT NULL AND NEW."sent" IS NULL THEN
		DELETE FROM "external_scores" WHERE "call_id" = NEW."call_id" AND "scored_at" IS NULL;
		UPDATE "external_scores" SET
			"state" = 'scored', "fault" = NULL, "sent_hash" = NULL,
			"checks" = coalesce((SELECT jsonb_agg(one || '{"explanation": null}') FROM jsonb_array_elements("checks") AS one), '[]')
			WHERE "call_id" = NEW."call_id";
	ELSIF NEW."sent" IS NOT NULL AND NEW."message_count" > 0 AND (TG_OP = 'INSERT' OR NEW."changed_at" IS DISTINCT FROM OLD."changed_at")
		AND EXISTS (
			SELECT FROM "stored_settings" WHERE "key" = 'quality.scorer' AND "value" @> '{"isOn": true}'
				AND NEW."happened_at" >= ("value" ->> 'since')::timestamptz
		) THEN
		INSERT INTO "external_scores" ("call_id", "turn", "state", "attempts", "queued_at", "due_at")
			VALUES (NEW."call_id", nextval('quality_turns'), 'waiting', 0, NEW."changed_at", NEW."changed_at" + interval '90 seconds')
			ON CONFLICT ("call_id") DO UPDATE SET "turn" = EXCLUDED."turn", "state" = 'waiting', "attempts" = 0, "fault" = NULL,
				"queued_at" = EXCLUDED."queued_at", "due_at" = EXCLUDED."due_at";
	END IF;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "archived_calls_external" AFTER INSERT OR UPDATE OF "sent", "changed_at" ON "archived_calls" FOR EACH ROW EXECUTE FUNCTION "earshot_external_call"();
--> statement-breakpoint
UPDATE "call_figures" SET "rubric_score" = "score", "sentiment" = ("quality_scores"."sentiment" ->> 'score')::real
FROM "quality_scores" WHERE "quality_scores"."call_id" = "call_figures"."call_id" AND "is_current";
