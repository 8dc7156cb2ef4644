-- Nothing takes turns on a wall any more, so that how long a page stays is no setting.
UPDATE "wall_passes" SET "config" = "config" - 'rotate' WHERE "config" -> 'rotate' IS NOT NULL;--> statement-breakpoint
-- Whether a screen may show what callers say stands in its settings: what is remembered of a pass ends with their change.
DROP TRIGGER "wall_passes_tell" ON "wall_passes";--> statement-breakpoint
CREATE TRIGGER "wall_passes_tell" AFTER DELETE OR TRUNCATE OR UPDATE OF "name", "token_hash", "previous_token_hash", "created_by_id", "revoked_at", "config" ON "wall_passes" FOR EACH STATEMENT EXECUTE FUNCTION "earshot_tell_change"('walls');
