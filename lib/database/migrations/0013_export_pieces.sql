CREATE TABLE "call_export_pieces" (
	"export_id" text NOT NULL,
	"place" integer NOT NULL,
	"call_numbers" integer[] NOT NULL,
	CONSTRAINT "call_export_pieces_export_id_place_pk" PRIMARY KEY("export_id","place")
);
--> statement-breakpoint
ALTER TABLE "call_export_pieces" ADD CONSTRAINT "call_export_pieces_export_id_call_exports_id_fk" FOREIGN KEY ("export_id") REFERENCES "public"."call_exports"("id") ON DELETE cascade ON UPDATE no action;