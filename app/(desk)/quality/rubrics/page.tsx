import { RubricsPage } from "@/components/quality/rubrics-page";
import { visitor } from "@/lib/server/visitor";
import { qualityPagePath } from "@/lib/wire/quality-paths";

export const metadata = { title: "Rubrics" };

export default async function Page() {
  await visitor(qualityPagePath("rubrics"));
  return <RubricsPage />;
}
