import { redirect } from "next/navigation";
import { settingsPagePath } from "@/lib/http/paths";

export default function SettingsPage() {
  redirect(settingsPagePath("account"));
}
