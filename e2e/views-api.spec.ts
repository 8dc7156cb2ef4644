import { auditAnswerSchema } from "@/lib/wire/settings-contract";
import { type SavedView, viewAnswerSchema, viewListSchema } from "@/lib/wire/views-contract";
import { change, type Guarded } from "./support/access";
import { ask, parsed, refusal } from "./support/http";
import { expect, newCallId, test } from "./support/test";

const PATH = "/api/v1/views";
type Wanted = Partial<Pick<SavedView, "name" | "query" | "shared">>;

/** A name nobody else's test has. */
const aName = (words = "View") => `${words} ${newCallId()}`;
const save = (guarded: Guarded, cookie: string, wanted: Wanted = {}) =>
  change(guarded.url, "POST", PATH, { cookie, body: { page: "live", name: aName(), query: "q=refund", ...wanted } });
const saved = async (...args: Parameters<typeof save>) => parsed(viewAnswerSchema, await save(...args)).data;
const patch = (guarded: Guarded, cookie: string, id: string, body: Wanted) =>
  change(guarded.url, "PATCH", `${PATH}/${id}`, { cookie, body });
const remove = (guarded: Guarded, cookie: string, id: string) =>
  change(guarded.url, "DELETE", `${PATH}/${id}`, { cookie });
async function list(guarded: Guarded, cookie: string) {
  const answer = await ask(guarded.url, `${PATH}?page=live`, { headers: { cookie } });
  return parsed(viewListSchema, answer).data;
}
const idsOf = async (guarded: Guarded, cookie: string) => (await list(guarded, cookie)).views.map(({ id }) => id);

test("a view is its maker's until they share it; then everybody has it, and who may share may change it", async ({
  guarded,
}) => {
  const owner = await guarded.newPerson("supervisor");
  const [viewer, admin] = [await guarded.asRole("viewer"), await guarded.asRole("admin")];
  const view = await saved(guarded, owner.cookies, { query: "status=active&agent=a1&peek=call_1" });
  expect(view).toMatchObject({ query: "agent=a1&status=active", shared: false, isOwn: true, mayChange: true });
  expect(await idsOf(guarded, viewer)).not.toContain(view.id);
  expect(refusal(await patch(guarded, admin, view.id, { name: aName() }))).toEqual({
    status: 404,
    reason: "not_found",
  });
  parsed(viewAnswerSchema, await patch(guarded, owner.cookies, view.id, { shared: true }));
  const seen = (await list(guarded, viewer)).views.find(({ id }) => id === view.id);
  expect(seen).toMatchObject({ isOwn: false, mayChange: false, madeBy: "Test supervisor" });
  const name = aName("Everybody's");
  expect(parsed(viewAnswerSchema, await patch(guarded, admin, view.id, { name })).data.name).toBe(name);
  expect(refusal(await patch(guarded, admin, view.id, { shared: false })).reason).toBe("not_permitted");
  expect((await list(guarded, owner.cookies)).views.find(({ id }) => id === view.id)?.name).toBe(name);
  parsed(viewAnswerSchema, await patch(guarded, owner.cookies, view.id, { shared: false }));
  expect(await idsOf(guarded, viewer)).not.toContain(view.id);
});

test("a viewer has views of their own, and may neither share one nor change or delete a shared one", async ({
  guarded,
}) => {
  const viewer = await guarded.newPerson("viewer");
  const shared = await saved(guarded, await guarded.asRole("supervisor"), { shared: true });
  const own = await saved(guarded, viewer.cookies);
  expect((await list(guarded, viewer.cookies)).mayShare).toBe(false);
  const refused = { status: 403, reason: "not_permitted" };
  expect(refusal(await save(guarded, viewer.cookies, { shared: true }))).toEqual(refused);
  expect(refusal(await patch(guarded, viewer.cookies, own.id, { shared: true }))).toEqual(refused);
  expect(refusal(await patch(guarded, viewer.cookies, shared.id, { name: aName() }))).toEqual(refused);
  expect(refusal(await remove(guarded, viewer.cookies, shared.id))).toEqual(refused);
  parsed(viewAnswerSchema, await remove(guarded, viewer.cookies, own.id));
  expect(await idsOf(guarded, viewer.cookies)).toEqual(expect.not.arrayContaining([own.id]));
  expect(await idsOf(guarded, viewer.cookies)).toContain(shared.id);
});

test("a name that is taken, a query that is none and a body with more are refused by name, and nothing is saved", async ({
  guarded,
}) => {
  const owner = await guarded.newPerson("supervisor");
  const { name } = await saved(guarded, owner.cookies);
  const taken = await save(guarded, owner.cookies, { name: name.toUpperCase() });
  expect(refusal(taken)).toEqual({ status: 409, reason: "conflict" });
  expect(taken.text()).toContain("with this name");
  const wrong: [Record<string, unknown>, string][] = [
    [{ name: " \u200b " }, "name"],
    [{ name: "x".repeat(61) }, "name"],
    [{ query: "https://elsewhere.example/?a=1" }, "query"],
    [{ query: `q=${"x".repeat(2_000)}` }, "query"],
    [{ query: "q=a%00b" }, "query"],
    [{ page: "settings" }, "page"],
    [{ shared: "yes" }, "shared"],
    [{ madeById: "somebody" }, "The body"],
  ];
  for (const [fields, field] of wrong) {
    const refused = await save(guarded, owner.cookies, fields);
    expect(refusal(refused), field).toEqual({ status: 400, reason: "invalid_request" });
    expect(refused.text()).toContain(field);
  }
  expect(await ask(guarded.url, `${PATH}?page=walls`, { headers: { cookie: owner.cookies } }).then(refusal)).toEqual({
    status: 400,
    reason: "invalid_request",
  });
  expect((await list(guarded, owner.cookies)).views.filter(({ isOwn }) => isOwn)).toHaveLength(1);
});

test("what is done to views stands in the audit trail, without their names and words", async ({ guarded }) => {
  const owner = await guarded.newPerson("supervisor");
  const { id } = await saved(guarded, owner.cookies, { name: aName("Secretly"), query: "q=virtanen" });
  await patch(guarded, owner.cookies, id, { shared: true });
  await remove(guarded, owner.cookies, id);
  const answer = await ask(guarded.url, `/api/v1/audit?text=${id}`, {
    headers: { cookie: await guarded.asRole("admin") },
  });
  const { entries } = parsed(auditAnswerSchema, answer).data;
  expect(entries.map(({ action, detail }) => [action, detail])).toEqual([
    ["view.deleted", { page: "live", shared: true }],
    ["view.changed", { page: "live", name: false, query: false, shared: true }],
    ["view.saved", { page: "live", shared: false }],
  ]);
  expect(answer.text()).not.toMatch(/Secretly|virtanen/);
});

test("with a person their own views go, and what they shared stays", async ({ guarded }) => {
  const leaving = await guarded.newPerson("supervisor");
  const own = await saved(guarded, leaving.cookies);
  const shared = await saved(guarded, leaving.cookies, { shared: true });
  const admin = await guarded.asRole("admin");
  expect((await change(guarded.url, "DELETE", `/api/v1/users/${leaving.id}`, { cookie: admin })).status).toBe(200);
  const left = (await list(guarded, admin)).views;
  expect(left.find(({ id }) => id === shared.id)).toMatchObject({ isOwn: false, mayChange: true });
  expect(left.map(({ id }) => id)).not.toContain(own.id);
  expect(refusal(await remove(guarded, admin, own.id)).reason).toBe("not_found");
  parsed(viewAnswerSchema, await remove(guarded, admin, shared.id));
});
