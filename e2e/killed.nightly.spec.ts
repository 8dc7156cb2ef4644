import { ADMIN, change, cookiesOf } from "./support/access";
import { ask } from "./support/http";
import { newDataFolder, startEarshot } from "./support/servers";
import { expect, settingsFor, test } from "./support/test";

const ROUNDS = 15;
test.describe.configure({ timeout: ROUNDS * 60_000 });

test("killed outright while people sign in, it keeps everybody whose sign-in it answered", async ({ upstream }) => {
  const settings = {
    ...settingsFor(upstream),
    EARSHOT_AUTH: "on",
    EARSHOT_DATA_DIR: newDataFolder(),
    EARSHOT_ADMIN_EMAIL: ADMIN.email,
    EARSHOT_ADMIN_PASSWORD: ADMIN.password,
  };
  const sessions: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const server = await startEarshot(settings);
    const status = async (cookie: string) => (await ask(server.url, "/api/v1/live", { headers: { cookie } })).status;
    for (const cookie of sessions) expect(await status(cookie)).toBe(200);
    const signIn = async () => {
      const answer = await change(server.url, "POST", "/api/v1/session", { body: ADMIN });
      if (answer.status === 200) sessions.push(cookiesOf(answer));
      return answer.status;
    };
    await expect.poll(signIn, { timeout: 30_000 }).toBe(200);
    const late = [signIn(), signIn(), signIn()].map((signingIn) => signingIn.catch(() => 0));
    // At another moment of the hashing and writing each time.
    await new Promise((resolve) => setTimeout(resolve, round * 20));
    await server.kill();
    await Promise.all(late);
  }
  expect(sessions.length).toBeGreaterThanOrEqual(ROUNDS);
});
