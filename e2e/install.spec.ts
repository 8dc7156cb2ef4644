import type { Page } from "@playwright/test";
import { ask } from "./support/http";
import { expect, test } from "./support/test";

/** What Chromium itself finds in the way of installing the page that is open, and what it read of its manifest. */
async function installability(page: Page) {
  const session = await page.context().newCDPSession(page);
  const manifest = await session.send("Page.getAppManifest");
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  await session.detach();
  return {
    // A window of Playwright's is as private as an incognito one, which nothing is ever installed from.
    errors: installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito"),
    faults: manifest.errors.map(({ message }) => message),
    manifest: JSON.parse(manifest.data ?? "null") as Manifest | null,
  };
}
type Manifest = {
  start_url: string;
  display: string;
  icons: { src: string; sizes: string; purpose: string }[];
  shortcuts?: { url: string }[];
};

test("Chromium finds nothing in the way of installing the desk, whose shortcuts lead to desk and wall", async ({
  page,
}) => {
  await page.goto("/");
  const { errors, faults, manifest } = await installability(page);
  expect([errors, faults]).toEqual([[], []]);
  expect(manifest).toMatchObject({ start_url: "/", display: "standalone" });
  expect(manifest?.shortcuts?.map(({ url }) => url)).toEqual(["/", "/wall"]);
  const wanted = ["192x192 any", "512x512 any", "192x192 maskable", "512x512 maskable"];
  expect(manifest?.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual(wanted);
});

test("the wall is an app of its own that starts full screen", async ({ page }) => {
  await page.goto("/wall");
  const { errors, faults, manifest } = await installability(page);
  expect([errors, faults]).toEqual([[], []]);
  expect(manifest).toMatchObject({ start_url: "/wall", display: "fullscreen" });
});

test("every icon is as large as it is said to be, and is there without signing in", async ({ earshot }) => {
  const home = (await ask(earshot.url, "/")).text();
  const touch = /<link rel="apple-touch-icon" href="([^"]+)"[^>]*sizes="(\d+x\d+)"/.exec(home);
  expect(touch?.[2]).toBe("180x180");
  const icons = (await ask(earshot.url, "/manifest.webmanifest")).json() as Manifest;
  const all = [
    ...icons.icons.map(({ src, sizes }) => [src, sizes]),
    [touch?.[1]?.replaceAll("&amp;", "&"), touch?.[2]],
  ];
  for (const [src = "", sizes] of all) {
    const answer = await ask(earshot.url, src);
    expect([answer.status, answer.headers["content-type"]], src).toEqual([200, "image/png"]);
    const bytes = Buffer.from(await (await fetch(`${earshot.url}${src}`)).arrayBuffer());
    expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, src).toBe(sizes);
  }
});

test("robots are sent away", async ({ earshot }) => {
  const robots = await ask(earshot.url, "/robots.txt");
  expect([robots.status, robots.text()]).toEqual([200, "User-agent: *\nDisallow: /\n"]);
});
