import { SharesPage } from "@/components/settings/shares/shares-page";
import { settingsPagePath } from "@/lib/http/paths";
import { visitor } from "@/lib/server/visitor";

export const metadata = { title: "Share links" };

export default async function Page() {
  await visitor(settingsPagePath("shares"));
  return <SharesPage />;
}
