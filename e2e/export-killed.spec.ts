import { exportAnswerSchema } from "@/lib/wire/exports-contract";
import { change } from "./support/access";
import { ask, parsed, refusal } from "./support/http";
import { filledDataFolder, startEarshot } from "./support/servers";
import { expect, settingsFor, test } from "./support/test";

const CALLS = 4_000;

test("killed outright while it writes an export, Earshot goes on with it once it is started again, and never gives out a part of it", async ({
  upstream,
}) => {
  test.setTimeout(180_000);
  const settings = {
    ...settingsFor(upstream),
    EARSHOT_ARCHIVE: "on",
    EARSHOT_DATA_DIR: await filledDataFolder(CALLS),
  };
  const first = await startEarshot(settings);
  const { url } = first;
  const begin = () =>
    change(url, "POST", "/api/v1/archive/exports", { body: { format: "training" } }).catch(() => null);
  let begun = await begin();
  // Jobs begin some moments after the server.
  for (; begun?.status !== 201; begun = await begin()) expect([undefined, 503]).toContain(begun?.status);
  const { id } = parsed(exportAnswerSchema, begun).data;
  const path = `/api/v1/archive/exports/${id}`;
  const look = async () => {
    for (;;) {
      const answer = await ask(url, path);
      // Just started, it may not have opened its database yet.
      if (answer.status !== 503) return parsed(exportAnswerSchema, answer).data;
    }
  };
  const file = () => ask(url, `${path}/file`);

  let before = await look();
  while (before.state === "waiting" || before.bytes === 0) before = await look();
  expect(before.state).toBe("running");
  expect(refusal(await file())).toEqual({ status: 409, reason: "conflict" });
  await first.kill();

  const second = await startEarshot({ ...settings, PORT: new URL(url).port });
  let after = await look();
  expect(after.calls).toBeGreaterThanOrEqual(before.calls);
  for (; after.state !== "done"; after = await look()) {
    expect(["running", "waiting"]).toContain(after.state);
    expect(after.mayFetch).toBe(false);
    const answer = await file();
    if (answer.status === 503) continue;
    if (answer.status !== 200) expect(refusal(answer)).toEqual({ status: 409, reason: "conflict" });
    else expect((await look()).state).toBe("done");
  }
  const whole = await file();
  const lines = whole
    .text()
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.at(-1)).toEqual({ _skipped: 0 });
  expect(new Set(lines.slice(0, -1).map(({ call_id }) => call_id)).size).toBe(CALLS);
  expect(lines).toHaveLength(CALLS + 1);
  expect(after).toMatchObject({ calls: CALLS, skipped: 0, bytes: Buffer.byteLength(whole.text()) });
  await second.kill();
});
