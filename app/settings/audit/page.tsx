import { AuditPage } from "@/components/settings/audit/audit-page";
import { settingsPagePath } from "@/lib/http/paths";
import { visitor } from "@/lib/server/visitor";

export const metadata = { title: "Audit trail" };

export default async function Page() {
  await visitor(settingsPagePath("audit"));
  return <AuditPage />;
}
