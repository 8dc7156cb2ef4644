import { OneTimePage } from "@/components/identity/one-time-form";

export const metadata = { title: "Set up" };

/** The first admin's page; what it may do is in the secret of its link. */
export default function SetupPage() {
  return <OneTimePage />;
}
