import { AgentsPage } from "@/components/quality/agents-page";
import { visitor } from "@/lib/server/visitor";
import { qualityPagePath } from "@/lib/wire/quality-paths";

export const metadata = { title: "Agents" };

export default async function Page() {
  await visitor(qualityPagePath("agents"));
  return <AgentsPage />;
}
