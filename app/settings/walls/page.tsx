import { WallsPage } from "@/components/settings/walls/walls-page";
import { settingsPagePath } from "@/lib/http/paths";
import { visitor } from "@/lib/server/visitor";

export const metadata = { title: "Wall passes" };

export default async function Page() {
  await visitor(settingsPagePath("walls"));
  return <WallsPage />;
}
