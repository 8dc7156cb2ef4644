import { DataPage } from "@/components/settings/data/data-page";
import { visitor } from "@/lib/server/visitor";
import { settingsPagePath } from "@/lib/wire/paths";

export const metadata = { title: "Privacy and retention" };

export default async function Page() {
  await visitor(settingsPagePath("data"));
  return <DataPage />;
}
