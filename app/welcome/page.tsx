import { OneTimePage } from "@/components/identity/one-time-form";

export const metadata = { title: "Welcome" };

/** For whoever was invited, or got a link to set a new password. */
export default function WelcomePage() {
  return <OneTimePage />;
}
