import { firstAdminIsThere, GUARDED } from "./access";
import { startProvider, type TestProvider } from "./oidc-provider";
import { freePort, type Running, startEarshot } from "./servers";

const PEOPLE = [
  { sub: "sue", email: "sue@example.com", email_verified: true, name: "Sue Pervisor", groups: ["cc-supervisors"] },
  {
    sub: "mallory",
    email: "owner@example.com",
    email_verified: false,
    name: "Mal\u202e\nlory",
    groups: ["cc-supervisors"],
  },
  { sub: "owner", email: "owner@example.com", email_verified: true, name: "The Owner", groups: ["cc-supervisors"] },
  { sub: "silent", email: "silent@example.com", name: "Si Lent", groups: ["cc-supervisors"] },
  { sub: "addressless", name: "No Address", groups: ["cc-supervisors"] },
  { sub: "nobody", email: "nobody@example.com", email_verified: true, name: "No Body", groups: ["others"] },
];

/** An Earshot whose people sign in at a real provider on this machine. */
export type Single = { running: Running; provider: TestProvider; end: () => Promise<void> };

export async function startSingle(given: Record<string, string>): Promise<Single> {
  const port = await freePort();
  const provider = await startProvider(`http://localhost:${port}/api/v1/sign-in/oidc/callback`, PEOPLE);
  const running = await startEarshot({
    ...given,
    ...GUARDED,
    PORT: String(port),
    EARSHOT_OIDC_ISSUER: provider.issuer,
    EARSHOT_OIDC_CLIENT_ID: provider.clientId,
    EARSHOT_OIDC_CLIENT_SECRET: provider.clientSecret,
    EARSHOT_OIDC_NAME: "Example Login",
    EARSHOT_OIDC_SUPERVISOR_VALUES: "cc-supervisors",
  });
  await firstAdminIsThere(running);
  return {
    running,
    provider,
    async end() {
      await running.stop();
      await provider.close();
    },
  };
}
