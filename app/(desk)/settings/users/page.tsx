import { UsersPage } from "@/components/identity/users/users-page";
import { visitor } from "@/lib/server/visitor";
import { settingsPagePath } from "@/lib/wire/paths";

export const metadata = { title: "Users" };

export default async function Page() {
  await visitor(settingsPagePath("users"));
  return <UsersPage />;
}
