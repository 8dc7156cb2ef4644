import { readFileSync } from "node:fs";
import { firstAdminIsThere, GUARDED, withAccounts } from "./support/access";
import { expectNoFindings } from "./support/axe";
import { filledDataFolder, startEarshot } from "./support/servers";
import { expect, OF_OTHERS, settingsFor, test } from "./support/test";

test.use(OF_OTHERS);

const CALLS = 10_000;

test("an analyst exports ten thousand calls from the page of calls, and has every one of them in one file", async ({
  upstream,
  page,
}) => {
  test.setTimeout(600_000);
  const running = await startEarshot({
    ...settingsFor(upstream),
    ...{ ...GUARDED, EARSHOT_ARCHIVE: "on", EARSHOT_DATA_DIR: await filledDataFolder(CALLS) },
  });
  await firstAdminIsThere(running);
  await withAccounts(running).signIn(page, "supervisor");
  await page.goto(`${running.url}/calls`);
  // More than are counted: the page says so, and the export counts them.
  await expect(page.locator("[data-calls-count]")).toHaveText("More than 2,000 calls");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Export more than 2,000 calls" });
  await expectNoFindings(page);
  await dialog.getByRole("button", { name: "Export", exact: true }).click();
  await expect(dialog.getByText("Being written")).toBeVisible({ timeout: 60_000 });
  const link = dialog.getByRole("link", { name: "Download" });
  await expect(link).toBeVisible({ timeout: 400_000 });
  await expect(dialog.getByText("10,000", { exact: true })).toBeVisible();
  const download = page.waitForEvent("download");
  await link.click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^earshot-training-[\w-]{8}\.jsonl$/);
  const lines = readFileSync(await file.path(), "utf8")
    .trimEnd()
    .split("\n");
  expect(lines).toHaveLength(CALLS + 1);
  expect(JSON.parse(lines.at(-1) ?? "")).toEqual({ _skipped: 0 });
  const ids = lines.slice(0, -1).map((line) => (JSON.parse(line) as { call_id: string }).call_id);
  expect(new Set(ids)).toEqual(new Set(Array.from({ length: CALLS }, (_, place) => `call_filled_${place}`)));
  await running.stop();
});
