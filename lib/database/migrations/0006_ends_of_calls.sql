CREATE INDEX "audit_events_call_end" ON "audit_events" USING btree ("target_id","id") WHERE "audit_events"."action" = 'call.cancel';
