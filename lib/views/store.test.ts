import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { OpenDatabase } from "@/lib/database/database";
import { savedViews } from "@/lib/database/schema";
import { openTestDatabase } from "@/lib/database/testing";
import { transact } from "@/lib/database/transaction";
import { createViewStore, MOST_OWN_VIEWS, MOST_SHARED_VIEWS, type StoredView } from "./store";

const ADA = { id: "u1", name: "Ada" };
const BEN = { id: "u2", name: "Ben" };

let open: OpenDatabase;
let views: ReturnType<typeof createViewStore>;
beforeAll(async () => {
  open = await openTestDatabase();
});
afterAll(() => open.close());
beforeEach(async () => {
  await open.database.delete(savedViews);
  views = createViewStore({ database: open.database, nowMs: () => Date.UTC(2026, 0, 5, 9) });
});

async function save(name: string, { by = ADA, shared = false, query = "q=refund" } = {}) {
  return transact(open.database, (tx) => views.save(tx, { page: "live", name, query, shared, by }));
}
async function saved(...args: Parameters<typeof save>): Promise<StoredView> {
  const result = await save(...args);
  if (result.kind !== "saved") throw new Error(result.kind);
  return result.view;
}
const change = (id: string, person: typeof ADA, to: Parameters<typeof views.change>[2]) =>
  transact(open.database, async (tx) => {
    const before = await views.find(tx, id, person.id);
    return before === null ? null : views.change(tx, before, to);
  });
const namesOf = async (person: typeof ADA) => (await views.list(person.id, "live")).map(({ name }) => name);

describe("saved views", () => {
  test("one's own are seen by oneself alone, shared ones by everybody, all by name", async () => {
    await saved("émile");
    await saved("Zoo", { shared: true });
    await saved("anna", { by: BEN });
    expect(await namesOf(ADA)).toEqual(["émile", "Zoo"]);
    expect(await namesOf(BEN)).toEqual(["anna", "Zoo"]);
  });

  test("what was saved comes back as it was, whatever stands in its words", async () => {
    const query = "q=%22%F0%9F%91%8D%22";
    const view = await saved("Ünïcode \u0010 👍", { query });
    expect(await views.list(ADA.id, null)).toEqual([view]);
  });

  test("a name is one's own once, and shared once, whatever its case and accents", async () => {
    await saved("Café");
    expect(await save("CAFE")).toEqual({ kind: "taken" });
    await saved("cafe", { by: BEN });
    await saved("Cafe", { shared: true });
    expect(await save("café", { by: BEN, shared: true })).toEqual({ kind: "taken" });
  });

  test("the same holds for what is renamed or shared later, and its own name is not in its way", async () => {
    const one = await saved("One");
    const two = await saved("Two");
    await saved("TWO", { by: BEN, shared: true });
    expect(await change(two.id, ADA, { name: "one" })).toEqual({ kind: "taken" });
    expect(await change(two.id, ADA, { shared: true })).toEqual({ kind: "taken" });
    expect(await change(one.id, ADA, { name: "ONE", query: "" })).toMatchObject({ kind: "saved", view: { query: "" } });
  });

  test("of two who take a name at once one has it", async () => {
    const both = await Promise.all([save("Night", { shared: true }), save("night", { by: BEN, shared: true })]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(["saved", "taken"]);
  });

  test("another's own view cannot be found, a shared one can", async () => {
    const own = await saved("Own");
    const shared = await saved("Shared", { shared: true });
    expect(await change(own.id, BEN, { name: "Mine" })).toBeNull();
    expect(await change(shared.id, BEN, { name: "Ours" })).toMatchObject({ kind: "saved", view: { madeById: "u1" } });
  });

  test(`there are ${MOST_OWN_VIEWS} of one's own and ${MOST_SHARED_VIEWS} shared ones at most, and sharing one counts`, async () => {
    for (let n = 0; n < MOST_OWN_VIEWS; n += 1) await saved(`Own ${n}`);
    expect(await save("One more")).toEqual({ kind: "full" });
    for (let n = 0; n < MOST_SHARED_VIEWS - 1; n += 1) await saved(`Shared ${n}`, { by: BEN, shared: true });
    const [first, second] = await views.list(ADA.id, "live");
    expect(await change(first?.id ?? "", ADA, { shared: true })).toMatchObject({ kind: "saved" });
    expect(await change(second?.id ?? "", ADA, { shared: true })).toEqual({ kind: "full" });
    expect(await change(second?.id ?? "", ADA, { name: "Still changed" })).toMatchObject({ kind: "saved" });
    await saved("There is room again");
  });
});
