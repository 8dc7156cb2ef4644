import { SignInSettingsPage } from "@/components/identity/sign-in-page";
import { visitor } from "@/lib/server/visitor";
import { settingsPagePath } from "@/lib/wire/paths";

export const metadata = { title: "Sign-in" };

export default async function Page() {
  await visitor(settingsPagePath("sign-in"));
  return <SignInSettingsPage />;
}
