CREATE TABLE "quality_notes" (
	"id" text PRIMARY KEY NOT NULL,
	"call_id" text NOT NULL,
	"line_key" integer,
	"at" timestamp (3) with time zone,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"made_by_id" text NOT NULL,
	"made_by_name" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "quality_pending" (
	"call_id" text PRIMARY KEY NOT NULL,
	"turn" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "quality_reviews" (
	"id" text PRIMARY KEY NOT NULL,
	"call_id" text NOT NULL,
	"opinion" smallint NOT NULL,
	"source" text NOT NULL,
	"state" text NOT NULL,
	"assigned_to_id" text,
	"assigned_to_name" text,
	"locked_by_id" text,
	"locked_by_name" text,
	"locked_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"given_by_id" text,
	"given_by_name" text,
	"given_at" timestamp (3) with time zone,
	"rubric_id" text,
	"rubric_version" integer,
	"score" smallint,
	"comment" text,
	"verdicts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "quality_rubric_versions" (
	"rubric_id" text NOT NULL,
	"version" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"made_by_name" text,
	CONSTRAINT "quality_rubric_versions_rubric_id_version_pk" PRIMARY KEY("rubric_id","version")
);
--> statement-breakpoint
CREATE TABLE "quality_rubrics" (
	"id" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"is_retired" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by_name" text
);
--> statement-breakpoint
CREATE TABLE "quality_scores" (
	"call_id" text NOT NULL,
	"rubric_id" text NOT NULL,
	"version" integer NOT NULL,
	"is_current" boolean NOT NULL,
	"score" real,
	"passed" boolean,
	"earned" integer NOT NULL,
	"possible" integer NOT NULL,
	"left_out" integer NOT NULL,
	"checks" jsonb NOT NULL,
	"efficiency" text,
	"sentiment" jsonb,
	"judged_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "quality_scores_call_id_rubric_id_version_pk" PRIMARY KEY("call_id","rubric_id","version")
);
--> statement-breakpoint
CREATE TABLE "quality_walks" (
	"name" text PRIMARY KEY NOT NULL,
	"judge_version" integer NOT NULL,
	"is_done" boolean NOT NULL,
	"reached_at" timestamp (3) with time zone,
	"reached_call_id" text
);
--> statement-breakpoint
ALTER TABLE "quality_pending" ADD CONSTRAINT "quality_pending_call_id_archived_calls_call_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."archived_calls"("call_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quality_reviews" ADD CONSTRAINT "quality_reviews_call_id_archived_calls_call_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."archived_calls"("call_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quality_rubric_versions" ADD CONSTRAINT "quality_rubric_versions_rubric_id_quality_rubrics_id_fk" FOREIGN KEY ("rubric_id") REFERENCES "public"."quality_rubrics"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quality_scores" ADD CONSTRAINT "quality_scores_call_id_archived_calls_call_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."archived_calls"("call_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "quality_notes_call" ON "quality_notes" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "quality_notes_made" ON "quality_notes" USING btree ("made_at");--> statement-breakpoint
CREATE INDEX "quality_pending_turn" ON "quality_pending" USING btree ("turn");--> statement-breakpoint
CREATE UNIQUE INDEX "quality_reviews_call" ON "quality_reviews" USING btree ("call_id","opinion");--> statement-breakpoint
CREATE INDEX "quality_reviews_state" ON "quality_reviews" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "quality_reviews_given" ON "quality_reviews" USING btree ("given_at");--> statement-breakpoint
CREATE UNIQUE INDEX "quality_scores_current" ON "quality_scores" USING btree ("call_id") WHERE "quality_scores"."is_current";--> statement-breakpoint
CREATE SEQUENCE "quality_turns";--> statement-breakpoint
-- Every call that is kept or changes is judged (again), whoever writes it. With what was said goes what was made of it or
-- quotes it; with the call goes all of it, what people wrote about it too.
CREATE FUNCTION "earshot_quality_call"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' THEN
		DELETE FROM "quality_notes" WHERE "call_id" = OLD."call_id";
	ELSIF TG_OP = 'UPDATE' AND OLD."sent" IS NOT NULL AND NEW."sent" IS NULL THEN
		DELETE FROM "quality_notes" WHERE "call_id" = NEW."call_id";
		DELETE FROM "quality_pending" WHERE "call_id" = NEW."call_id";
		UPDATE "quality_scores" SET
			"checks" = coalesce((SELECT jsonb_agg(one || '{"texts": []}') FROM jsonb_array_elements("checks") AS one), '[]'),
			"sentiment" = "sentiment" || '{"words": []}'
			WHERE "call_id" = NEW."call_id";
		UPDATE "quality_reviews" SET "comment" = NULL,
			"verdicts" = coalesce((SELECT jsonb_agg(one || '{"reason": null}') FROM jsonb_array_elements("verdicts") AS one), '[]')
			WHERE "call_id" = NEW."call_id";
	ELSIF TG_OP = 'INSERT' OR NEW."changed_at" IS DISTINCT FROM OLD."changed_at" THEN
		INSERT INTO "quality_pending" ("call_id", "turn") VALUES (NEW."call_id", nextval('quality_turns'))
			ON CONFLICT ("call_id") DO UPDATE SET "turn" = EXCLUDED."turn";
	END IF;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "archived_calls_quality" AFTER INSERT OR DELETE OR UPDATE OF "sent", "changed_at" ON "archived_calls" FOR EACH ROW EXECUTE FUNCTION "earshot_quality_call"();
