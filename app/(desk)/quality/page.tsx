import { redirect } from "next/navigation";
import { QueuePage } from "@/components/quality/queue-page";
import { viewerOf } from "@/lib/server/viewer";
import { visitor } from "@/lib/server/visitor";
import { qualityPagePath } from "@/lib/wire/quality-paths";

export const metadata = { title: "Review queue" };

/** The queue; whoever reads scores and reviews nothing comes to those. */
export default async function Page() {
  await visitor(qualityPagePath());
  const may = (await viewerOf()).person?.may ?? [];
  if (may.includes("quality.read") && !may.includes("quality.review")) redirect(qualityPagePath("agents"));
  return <QueuePage />;
}
