import { AuditPage } from "@/components/settings/audit/audit-page";
import { visitor } from "@/lib/server/visitor";
import { settingsPagePath } from "@/lib/wire/paths";

export const metadata = { title: "Audit trail" };

export default async function Page() {
  await visitor(settingsPagePath("audit"));
  return <AuditPage />;
}
