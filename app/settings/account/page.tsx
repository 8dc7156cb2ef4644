import { AccountPage } from "@/components/settings/account/account-page";
import { settingsPagePath } from "@/lib/http/paths";
import { visitor } from "@/lib/server/visitor";

export const metadata = { title: "Account" };

export default async function Page() {
  await visitor(settingsPagePath("account"));
  return <AccountPage />;
}
