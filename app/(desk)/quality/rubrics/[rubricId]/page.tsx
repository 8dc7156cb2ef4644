import { NewRubricPage, RubricPage } from "@/components/quality/rubric-page";
import { visitor } from "@/lib/server/visitor";
import { rubricPagePath } from "@/lib/wire/quality-paths";

export const metadata = { title: "Rubric" };

export default async function Page({ params }: { params: Promise<{ rubricId: string }> }) {
  const { rubricId } = await params;
  await visitor(rubricPagePath(rubricId));
  return rubricId === "new" ? <NewRubricPage /> : <RubricPage key={rubricId} rubricId={rubricId} />;
}
