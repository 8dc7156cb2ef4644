CREATE TABLE "call_figures" (
	"call_id" text PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"direction" text,
	"agent_id" text,
	"agent_name" text,
	"campaign_id" text,
	"happened_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"duration_seconds" integer,
	"failure_reason" text,
	"response_median_ms" double precision,
	"pauses_ms" double precision,
	"agent_share" double precision,
	"caller_share" double precision,
	"was_watched" boolean NOT NULL,
	"reasons" text[] NOT NULL,
	"person_joined" boolean NOT NULL,
	"asked_for_person" boolean NOT NULL,
	"ended_by_person" boolean NOT NULL
);
--> statement-breakpoint
ALTER TABLE "call_figures" ADD CONSTRAINT "call_figures_call_id_archived_calls_call_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."archived_calls"("call_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_figures_happened" ON "call_figures" USING btree ("happened_at");--> statement-breakpoint
INSERT INTO "call_figures"
SELECT "call_id", "status", "direction", "agent_id", "agent_name", "campaign_id", "happened_at", "started_at", "ended_at",
  "duration_seconds", "failure_reason",
  ("measures" ->> 'responseMedianMs')::double precision, ("measures" ->> 'pausesMs')::double precision,
  ("measures" ->> 'agentShare')::double precision, ("measures" ->> 'callerShare')::double precision,
  "was_watched",
  coalesce((SELECT array_agg(DISTINCT one ->> 'reason') FROM jsonb_array_elements("reasons") AS one), '{}'),
  "participants" @> '[{"kind": "other"}]'::jsonb,
  EXISTS (SELECT FROM jsonb_array_elements("reasons") AS one
    WHERE one ->> 'reason' = 'caller_upset' AND starts_with(one ->> 'sentence', 'The caller asked for a person')),
  "ended_by_name" IS NOT NULL
FROM "archived_calls";
