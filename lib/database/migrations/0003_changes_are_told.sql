-- What somebody may do and see is remembered for two seconds (docs/decisions/0018-who-asks-is-remembered.md): whatever
-- changes it says so, whichever process or version does it. Columns that move with every use are left out.
CREATE FUNCTION "earshot_tell_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_notify('earshot_changes', TG_ARGV[0]);
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "users_tell" AFTER DELETE OR TRUNCATE OR UPDATE OF "id", "email", "name", "role", "scope", "status", "password_hash" ON "users" FOR EACH STATEMENT EXECUTE FUNCTION "earshot_tell_change"('people');--> statement-breakpoint
CREATE TRIGGER "sessions_tell" AFTER DELETE OR TRUNCATE OR UPDATE OF "token_hash", "user_id", "created_at", "ends_at" ON "sessions" FOR EACH STATEMENT EXECUTE FUNCTION "earshot_tell_change"('people');--> statement-breakpoint
CREATE TRIGGER "access_tokens_tell" AFTER DELETE OR TRUNCATE OR UPDATE OF "token_hash", "user_id", "permission", "expires_at", "revoked_at" ON "access_tokens" FOR EACH STATEMENT EXECUTE FUNCTION "earshot_tell_change"('people');--> statement-breakpoint
CREATE TRIGGER "wall_passes_tell" AFTER DELETE OR TRUNCATE OR UPDATE OF "name", "token_hash", "previous_token_hash", "created_by_id", "revoked_at" ON "wall_passes" FOR EACH STATEMENT EXECUTE FUNCTION "earshot_tell_change"('walls');--> statement-breakpoint
CREATE TRIGGER "share_links_tell" AFTER DELETE OR TRUNCATE OR UPDATE OF "secret_hash", "call_id", "grant", "passcode_hash", "created_by_id", "expires_at", "revoked_at" ON "share_links" FOR EACH STATEMENT EXECUTE FUNCTION "earshot_tell_change"('shares');--> statement-breakpoint
CREATE TRIGGER "share_visits_tell" AFTER DELETE OR TRUNCATE OR UPDATE ON "share_visits" FOR EACH STATEMENT EXECUTE FUNCTION "earshot_tell_change"('shares');--> statement-breakpoint
CREATE TRIGGER "reveals_tell" AFTER INSERT OR DELETE OR TRUNCATE OR UPDATE ON "reveals" FOR EACH STATEMENT EXECUTE FUNCTION "earshot_tell_change"('reveals');--> statement-breakpoint
CREATE TRIGGER "stored_settings_tell" AFTER INSERT OR DELETE OR TRUNCATE OR UPDATE ON "stored_settings" FOR EACH STATEMENT EXECUTE FUNCTION "earshot_tell_change"('settings');
