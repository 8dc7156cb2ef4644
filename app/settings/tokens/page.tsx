import { TokensPage } from "@/components/settings/tokens/tokens-page";
import { settingsPagePath } from "@/lib/http/paths";
import { visitor } from "@/lib/server/visitor";

export const metadata = { title: "Access tokens" };

export default async function Page() {
  await visitor(settingsPagePath("tokens"));
  return <TokensPage />;
}
