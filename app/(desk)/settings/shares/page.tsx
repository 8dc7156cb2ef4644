import { SharesPage } from "@/components/sharing/settings/shares-page";
import { visitor } from "@/lib/server/visitor";
import { settingsPagePath } from "@/lib/wire/paths";

export const metadata = { title: "Share links" };

export default async function Page() {
  await visitor(settingsPagePath("shares"));
  return <SharesPage />;
}
