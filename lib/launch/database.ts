import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { databaseCommand } from "@/lib/database/command/command";
import { databaseTemplate } from "@/lib/database/template";
import { isNamed } from "@/lib/errors/named";
import { databasePlace } from "@/lib/settings/database-place";
import { readSettings, type SettingsError, serverEnvironment } from "@/lib/settings/settings";

/** `npm run database -- backup | dump | restore | upgrade`, with the settings of `npm start`. */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const envFile = join(root, ".env");
if (existsSync(envFile)) process.loadEnvFile(envFile);

function place() {
  try {
    return databasePlace(readSettings(serverEnvironment("production", {})));
  } catch (error) {
    if (!isNamed<SettingsError>(error, "SettingsError")) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

const code = await databaseCommand(
  process.argv.slice(2),
  { ...place(), template: () => databaseTemplate(root) },
  {
    done: (sentence) => void process.stdout.write(`${sentence}\n`),
    failed: (sentence) => void process.stderr.write(`${sentence}\n`),
  },
);
// The engines keep a process alive.
process.exit(code);
