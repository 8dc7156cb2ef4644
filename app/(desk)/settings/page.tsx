import { redirect } from "next/navigation";
import { settingsPagePath } from "@/lib/wire/paths";

export default function SettingsPage() {
  redirect(settingsPagePath("account"));
}
