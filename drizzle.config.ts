import { defineConfig } from "drizzle-kit";

/** For `npm run database:generate`, which writes the SQL that brings existing tables to what schema.ts says. */
export default defineConfig({
  dialect: "postgresql",
  schema: "./lib/database/schema.ts",
  out: "./lib/database/migrations",
});
