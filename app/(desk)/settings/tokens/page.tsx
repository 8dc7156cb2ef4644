import { TokensPage } from "@/components/identity/tokens/tokens-page";
import { visitor } from "@/lib/server/visitor";
import { settingsPagePath } from "@/lib/wire/paths";

export const metadata = { title: "Access tokens" };

export default async function Page() {
  await visitor(settingsPagePath("tokens"));
  return <TokensPage />;
}
