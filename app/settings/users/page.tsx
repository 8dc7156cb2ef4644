import { UsersPage } from "@/components/settings/users/users-page";
import { settingsPagePath } from "@/lib/http/paths";
import { visitor } from "@/lib/server/visitor";

export const metadata = { title: "Users" };

export default async function Page() {
  await visitor(settingsPagePath("users"));
  return <UsersPage />;
}
