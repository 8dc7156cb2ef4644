import { AccountPage } from "@/components/identity/account/account-page";
import { visitor } from "@/lib/server/visitor";
import { settingsPagePath } from "@/lib/wire/paths";

export const metadata = { title: "Account" };

export default async function Page() {
  await visitor(settingsPagePath("account"));
  return <AccountPage />;
}
