import "server-only";
import { settings } from "@/lib/settings/settings";
import { access } from "./access";

/** What decides whether calls that are over are kept. */
export function archiveDecidedBy(): "settings" | "environment" | "demo" {
  const { archive: said, auth } = settings();
  if (said !== null || auth === "off") return "environment";
  // What the demo keeps is nobody's.
  return auth === "demo" ? "demo" : "settings";
}

/** Whether they are, where admins have set this; null: nobody has decided yet, and until then nothing is kept. */
export function keepsAsSet(set: boolean | null): boolean | null {
  const by = archiveDecidedBy();
  // Where nobody signs in nobody can be asked.
  return by === "settings" ? set : by === "demo" || settings().archive === "on";
}

/** Whether calls that are over are kept here, as it holds now. */
export async function keepsCalls(): Promise<boolean | null> {
  if (archiveDecidedBy() !== "settings") return keepsAsSet(null);
  return (await (await access()).storedSettings.current()).archive.keeps;
}

/** Whether calls that nobody watched are kept as well, where calls are kept. */
export async function keepsUp(): Promise<boolean> {
  return (await (await access()).storedSettings.current()).archive.keepUp;
}
