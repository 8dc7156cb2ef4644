import { WallsPage } from "@/components/walls/settings/walls-page";
import { visitor } from "@/lib/server/visitor";
import { settingsPagePath } from "@/lib/wire/paths";

export const metadata = { title: "Wall passes" };

export default async function Page() {
  await visitor(settingsPagePath("walls"));
  return <WallsPage />;
}
