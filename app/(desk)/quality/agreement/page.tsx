import { AgreementPage } from "@/components/quality/agreement-page";
import { visitor } from "@/lib/server/visitor";
import { qualityPagePath } from "@/lib/wire/quality-paths";

export const metadata = { title: "Agreement" };

export default async function Page() {
  await visitor(qualityPagePath("agreement"));
  return <AgreementPage />;
}
