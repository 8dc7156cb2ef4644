import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { ask } from "./support/http";
import { expect, test } from "./support/test";

/** The whole browser: its headless shell has nothing that could be installed to, and no opinion of it. */
const WHOLE = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) =>
  existsSync(path),
);

/** What Chromium itself finds in the way of installing a page, and what it read of its manifest. */
async function installability(address: string) {
  // Of a profile that is kept: a private window installs nothing.
  const profile = mkdtempSync(join(tmpdir(), "earshot-install-"));
  const args = process.getuid?.() === 0 ? ["--headless=new", "--no-sandbox"] : ["--headless=new"];
  const executablePath = WHOLE ?? "";
  const context = await chromium.launchPersistentContext(profile, { executablePath, headless: false, args });
  try {
    const page = await context.newPage();
    await page.goto(address);
    const session = await context.newCDPSession(page);
    const { data, errors } = await session.send("Page.getAppManifest");
    const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
    return { errors: installabilityErrors, faults: errors, manifest: JSON.parse(data ?? "null") as Manifest | null };
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
type Manifest = {
  start_url: string;
  display: string;
  icons: { src: string; sizes: string; purpose: string }[];
  shortcuts?: { url: string }[];
};

test("Chromium finds nothing in the way of installing the desk, whose shortcuts lead to desk and wall", async ({
  earshot,
}) => {
  test.skip(WHOLE === undefined, "Only the headless shell is here, which installs nothing.");
  const { errors, faults, manifest } = await installability(`${earshot.url}/`);
  expect([errors, faults]).toEqual([[], []]);
  expect(manifest).toMatchObject({ start_url: "/", display: "standalone" });
  expect(manifest?.shortcuts?.map(({ url }) => url)).toEqual(["/", "/wall"]);
  const wanted = ["192x192 any", "512x512 any", "192x192 maskable", "512x512 maskable"];
  expect(manifest?.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual(wanted);
});

test("the wall is an app of its own that starts full screen", async ({ earshot }) => {
  test.skip(WHOLE === undefined, "Only the headless shell is here, which installs nothing.");
  const { errors, faults, manifest } = await installability(`${earshot.url}/wall`);
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
