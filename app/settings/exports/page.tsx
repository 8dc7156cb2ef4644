import { ExportsPage } from "@/components/archive/exports-page";
import { visitor } from "@/lib/server/visitor";
import { settingsPagePath } from "@/lib/wire/paths";

export const metadata = { title: "My exports" };

export default async function Page() {
  await visitor(settingsPagePath("exports"));
  return <ExportsPage />;
}
