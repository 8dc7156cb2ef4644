import { QueuePage } from "@/components/quality/queue-page";
import { visitor } from "@/lib/server/visitor";
import { qualityPagePath } from "@/lib/wire/paths";

export const metadata = { title: "Review queue" };

export default async function Page() {
  await visitor(qualityPagePath());
  return <QueuePage />;
}
