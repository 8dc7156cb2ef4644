import { isNamed } from "@/lib/errors/named";
import { readSettings, type SettingsError } from "./settings";

/** What is said of settings that are refused; for tests. @throws Error when they are accepted, or fail otherwise */
export function complaint(environment: Record<string, string>): string {
  try {
    readSettings(environment);
  } catch (error) {
    if (isNamed<SettingsError>(error, "SettingsError")) return error.message;
    throw error;
  }
  throw new Error("the settings were accepted");
}
