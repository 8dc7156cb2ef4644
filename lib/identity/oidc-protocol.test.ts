import { EncryptJWT } from "jose";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createVisitor, startProvider, type TestProvider } from "@/e2e/support/oidc-provider";
import { createOidc } from "./oidc-protocol";

const REDIRECT = "http://127.0.0.1:9/api/v1/sign-in/oidc/callback";
const ALICE = { sub: "alice", email: "alice@example.com", email_verified: true, name: "Alice", groups: ["cc-viewers"] };

let provider: TestProvider;
const people = [ALICE];

beforeAll(async () => {
  // It says on Node 20 that it wants a newer one.
  vi.spyOn(console, "warn").mockImplementation(() => {});
  provider = await startProvider(REDIRECT, people);
});
afterAll(() => provider.close());

const ours = (options: Partial<Parameters<typeof createOidc>[0]> = {}) =>
  createOidc({ ...provider, scopes: "openid email profile", redirectUri: REDIRECT, ...options });

test("somebody who signs in at a real provider is recognised, with their claims and where they wanted to go", async () => {
  const oidc = ours();
  const { address, sealed } = await oidc.begin("/calls/abc");
  expect(new URL(address).searchParams.get("code_challenge_method")).toBe("S256");
  const back = await createVisitor(REDIRECT).signIn(address, "alice");
  expect(await oidc.finish(back.search, sealed)).toMatchObject({
    issuer: provider.issuer,
    subject: "alice",
    claims: { email: "alice@example.com", email_verified: true, groups: ["cc-viewers"] },
    next: "/calls/abc",
  });
});

test("another instance with the same settings finishes what one began", async () => {
  const { address, sealed } = await ours().begin("/");
  const back = await createVisitor(REDIRECT).signIn(address, "alice");
  expect((await ours().finish(back.search, sealed)).subject).toBe("alice");
});

test("the answer to one attempt is worth nothing to another, nor without its cookie, nor twice", async () => {
  const oidc = ours();
  const mine = await oidc.begin("/");
  const another = await oidc.begin("/");
  const back = await createVisitor(REDIRECT).signIn(mine.address, "alice");
  await expect(oidc.finish(back.search, another.sealed)).rejects.toMatchObject({ reason: "refused" });
  await expect(oidc.finish(back.search, null)).rejects.toMatchObject({ reason: "expired" });
  expect((await oidc.finish(back.search, mine.sealed)).subject).toBe("alice");
  await expect(oidc.finish(back.search, mine.sealed)).rejects.toMatchObject({ reason: "refused" });
});

test("a code with another person's verifier is refused by the provider", async () => {
  const oidc = ours();
  const mine = await oidc.begin("/");
  const theirs = await oidc.begin("/");
  const back = await createVisitor(REDIRECT).signIn(mine.address, "alice");
  const state = new URL(theirs.address).searchParams.get("state") ?? "";
  back.searchParams.set("state", state);
  await expect(oidc.finish(back.search, theirs.sealed)).rejects.toMatchObject({ reason: "refused" });
});

test("a provider that says no is a refusal", async () => {
  const oidc = ours();
  const { address, sealed } = await oidc.begin("/");
  const state = new URL(address).searchParams.get("state") ?? "";
  const search = `?error=access_denied&state=${state}&iss=${encodeURIComponent(provider.issuer)}`;
  await expect(oidc.finish(search, sealed)).rejects.toMatchObject({ reason: "refused" });
});

test.each([
  ["nonsense", async () => "nonsense"],
  ["an empty text", async () => ""],
  [
    "one sealed with another key",
    async () =>
      new EncryptJWT({ verifier: "v", state: "s", nonce: "n", next: "/" })
        .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
        .encrypt(new Uint8Array(32)),
  ],
  [
    "one of another deployment",
    async () => (await ours({ clientSecret: "another-secret-of-the-same-client-1" }).begin("/")).sealed,
  ],
])("a cookie that is %s begins nothing", async (_, cookie) => {
  await expect(ours().finish("?code=x&state=s", await cookie())).rejects.toMatchObject({ reason: "expired" });
});

test("an attempt older than ten minutes is over", async () => {
  const oidc = ours();
  const { address, sealed } = await oidc.begin("/");
  const back = await createVisitor(REDIRECT).signIn(address, "alice");
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 10 * 60_000 + 1_000 });
  try {
    await expect(oidc.finish(back.search, sealed)).rejects.toMatchObject({ reason: "expired" });
  } finally {
    vi.useRealTimers();
  }
});

test("a provider that cannot be reached is said to be so, and asked again at the next attempt", async () => {
  await expect(ours({ issuer: "http://127.0.0.1:9" }).begin("/")).rejects.toMatchObject({ reason: "unavailable" });
});
