import { SignInSettingsPage } from "@/components/settings/sign-in-page";
import { settingsPagePath } from "@/lib/http/paths";
import { visitor } from "@/lib/server/visitor";

export const metadata = { title: "Sign-in" };

export default async function Page() {
  await visitor(settingsPagePath("sign-in"));
  return <SignInSettingsPage />;
}
