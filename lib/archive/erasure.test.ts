import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type EmbeddedDatabase, openEmbedded } from "@/lib/database/embedded";
import { archivedCalls } from "@/lib/database/schema";
import { databaseTemplate } from "@/lib/database/template";
import { filesHolding } from "@/lib/database/testing";
import { transact } from "@/lib/database/transaction";
import { createErasureStore, type Erased, numberForm } from "./erasure-store";
import { anEnded, aTalk, keepAll } from "./testing";

describe("a number", () => {
  test.each([
    ["+1 (415) 555-2671", "155552671"],
    ["+358 40 123 4567", "401234567"],
    ["040 1234567", "401234567"],
    ["00358401234567", "401234567"],
    ["1234", null],
    ["Jane", null],
  ])("%s is told from others by %s", (written, form) => {
    expect(numberForm(written)).toBe(form);
  });

  test("is the same with any signs between its digits", () => {
    const digits = fc.stringMatching(/^[1-9]\d{8,13}$/);
    fc.assert(
      fc.property(digits, fc.array(fc.constantFrom(" ", "-", "(", ")", "."), { maxLength: 5 }), (number, signs) => {
        const written = signs.reduce(
          (text, sign, place) => `${text.slice(0, place * 2)}${sign}${text.slice(place * 2)}`,
          number,
        );
        expect(numberForm(written)).toBe(numberForm(number));
      }),
    );
  });
});

describe("erasing", () => {
  const CANARY = "zanzibarcanary";
  let dataDir: string;
  let open: EmbeddedDatabase;
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), "earshot-erasure-"));
    open = await openEmbedded(dataDir, await databaseTemplate(process.cwd()));
  });
  afterEach(async () => {
    await open.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const erase = (erased: Erased) => {
    const store = createErasureStore({ database: open.database, nowMs: Date.now });
    return transact(open.database, (tx) => store.erase(tx, erased));
  };
  const a = (id: string, phoneNumber: string, words = "Hello.") =>
    anEnded(aTalk([words, `${words} again`], { id, phoneNumber, summary: words }), { contactName: words });
  const kept = async () =>
    (await open.database.select({ id: archivedCalls.callId }).from(archivedCalls)).map(({ id }) => id).sort();

  const filesWithCanary = () => filesHolding(CANARY, dataDir);

  test("a number takes every call of it, however it is written, and no other", async () => {
    await keepAll(open.database, [a("one", "+358 40 1234567"), a("two", "0401234567"), a("other", "+358 40 7654321")]);
    expect(await erase({ phoneNumber: "+358401234567" })).toEqual({ calls: 2, exports: 0 });
    expect(await kept()).toEqual(["other"]);
  });

  test("nothing of what was erased can be kept again, by its number or by its id", async () => {
    await keepAll(open.database, [a("one", "+358 40 1234567"), a("alone", "+1 415 555 2671")]);
    await erase({ phoneNumber: "+358401234567" });
    await erase({ callId: "alone" });
    await erase({ callId: "never_kept" });
    const again = [
      a("one", "+358 40 1234567"),
      a("later", "040 1234567"),
      a("alone", "+1 415 555 2671"),
      a("never_kept", "+44 20 7946 0000"),
    ];
    await keepAll(open.database, [...again, a("same_caller_another_call", "+1 415 555 2671")]);
    expect(await kept()).toEqual(["same_caller_another_call"]);
  });

  test("leaves the words, the name and the number in no file of the data folder", async () => {
    await keepAll(open.database, [a("one", `+35840${CANARY}1234567`, CANARY), a("other", "+1 415 555 2671")]);
    await open.upkeep();
    expect(filesWithCanary()).not.toEqual([]);
    await erase({ phoneNumber: "+358401234567" });
    expect(await open.scrub(["archived_calls", "stored_settings"], { isQuiet: false })).toBe(true);
    expect(filesWithCanary()).toEqual([]);
    expect(await kept()).toEqual(["other"]);
  });
});
