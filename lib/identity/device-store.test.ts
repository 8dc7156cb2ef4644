import { afterAll, beforeAll, expect, test } from "vitest";
import type { OpenDatabase } from "@/lib/database/database";
import { openTestDatabase } from "@/lib/database/testing";
import { createDeviceStore } from "./device-store";

let open: OpenDatabase;
beforeAll(async () => {
  open = await openTestDatabase();
});
afterAll(() => open.close());

const create = () => createDeviceStore({ database: open.database, nowMs: () => 0 });

test("instances that start at once know each other's browsers", async () => {
  const instances = Array.from({ length: 4 }, create);
  const notes = await Promise.all(instances.map(async (devices) => (await devices.issuer())("ada")));
  expect(new Set(notes).size).toBe(4);
  for (const devices of [...instances, create()]) {
    for (const note of notes) expect(await devices.read(note, "ada")).toBe(note.split(".")[1]);
  }
});

test("a note is about one person and cannot be changed or made up", async () => {
  const devices = create();
  const note = (await devices.issuer())("ada");
  const [, nonce = "", signature = ""] = note.split(".");
  for (const wrong of [
    null,
    "",
    ".",
    "..",
    "ada",
    `bob.${nonce}.${signature}`,
    `ada.${nonce}x.${signature}`,
    `ada.${nonce}.`,
    `ada.${nonce}.${signature.slice(1)}`,
    `${note}.`,
    `ada.${nonce}`,
  ]) {
    expect(await devices.read(wrong, "ada"), String(wrong)).toBeNull();
    expect(await devices.read(wrong, "bob"), String(wrong)).toBeNull();
  }
  expect(await devices.read(note, "bob")).toBeNull();
  expect(await devices.read(note, null)).toBeNull();
});
