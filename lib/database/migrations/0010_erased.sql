CREATE TABLE "archive_tombstones" (
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"erased_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "archive_tombstones_kind_key_pk" PRIMARY KEY("kind","key")
);
