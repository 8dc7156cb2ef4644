import "server-only";
import { settings } from "@/lib/settings/settings";
import { access } from "./access";

/** Whether calls that are over are kept here. Null: an admin has not decided yet, and until then nothing is. */
export async function keepsCalls(): Promise<boolean | null> {
  const { archive: said, auth } = settings();
  if (said !== null) return said === "on";
  // What the demo keeps is nobody's; where nobody signs in nobody can be asked.
  if (auth !== "on") return auth === "demo";
  return (await (await access()).storedSettings.current()).archive.keeps;
}

/** Whether calls that nobody watched are kept as well, where calls are kept. */
export async function keepsUp(): Promise<boolean> {
  return (await (await access()).storedSettings.current()).archive.keepUp;
}
