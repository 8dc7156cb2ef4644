import { DataPage } from "@/components/settings/data/data-page";
import { settingsPagePath } from "@/lib/http/paths";
import { visitor } from "@/lib/server/visitor";

export const metadata = { title: "Privacy and retention" };

export default async function Page() {
  await visitor(settingsPagePath("data"));
  return <DataPage />;
}
