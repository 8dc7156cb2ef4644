import { ScorerPage } from "@/components/settings/scorer/scorer-page";
import { visitor } from "@/lib/server/visitor";
import { settingsPagePath } from "@/lib/wire/paths";

export const metadata = { title: "Outside scorer" };

export default async function Page() {
  await visitor(settingsPagePath("scorer"));
  return <ScorerPage />;
}
