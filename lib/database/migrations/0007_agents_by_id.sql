-- A scope's agents are ids from now on. The names it held stand beside them and go on meaning what they meant; they become
-- ids when the call service has told which agents there are (lib/server/agent-names.ts).
UPDATE "users"
SET "scope" = "scope" || jsonb_build_object('agents', '[]'::jsonb, 'agentNames', coalesce("scope" -> 'agents', '[]'::jsonb))
WHERE jsonb_typeof("scope") = 'object' AND "scope" -> 'agentNames' IS NULL;
