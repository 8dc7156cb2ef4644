import { analyticsSchema } from "@/lib/wire/analytics-contract";
import { archiveChoicesSchema, archivePassageSchema } from "@/lib/wire/archive-contract";
import { change } from "./support/access";
import type { Archived, Role } from "./support/archived";
import { anAgent, said } from "./support/calls";
import { ask, parsed, refusal } from "./support/http";
import { expect, test } from "./support/test";

/**
 * Promise 38: what somebody may not see, they cannot find, count, filter, sort or be offered. One call holds secrets of every
 * kind; each role asks for each of them in each way.
 */
const NUMBER = "+358409998877";
const NAME = "Aino Virtanen";
const CARD = "4929 1234 5678 9012";
const NUMBERED = "+358401112233";

type Kept = { secret: string; decoy: string; scoped: string; campaign: string; agent: { id: string; name: string } };
let kept: Kept | null = null;

/** A call full of secrets, one that has none, and one of another agent. */
async function calls(archived: Archived): Promise<Kept> {
  if (kept !== null) return kept;
  const agent = anAgent("Attacked agent");
  const campaign = "attacked-campaign";
  const secret = await archived.keep({
    agent,
    phoneNumber: NUMBER,
    contact: { phone: NUMBER, name: NAME, email: null },
    metadata: { campaignId: campaign, order: "A1-secret", contactName: NAME },
    transcript: [
      said("agent", "Hello, how can I help with your teapot?", 50),
      said("caller", `${NAME} here. My card is ${CARD}, and it is about a teapot.`, 40),
    ],
    summary: `${NAME} asked about a teapot.`,
  });
  const decoy = await archived.keep({
    agent,
    phoneNumber: "+358405550000",
    transcript: [said("agent", "Hello, how can I help?", 50), said("caller", "It is about a teapot too.", 40)],
    summary: "About a teapot.",
  });
  const scoped = await archived.keep({
    agent: anAgent("Another agent"),
    metadata: { campaignId: NUMBERED },
    transcript: [said("agent", "Hello.", 50), said("caller", "About a samovar and nothing else.", 40)],
    summary: "About a samovar.",
  });
  kept = { secret, decoy, scoped, campaign, agent: { id: String(agent.id), name: agent.name } };
  return kept;
}

test.describe.configure({ mode: "serial" });

/** Ways of asking that find the call for whoever sees all of it, and what a viewer, who sees nobody's name or number, gets. */
const ATTACKS: [
  way: string,
  question: Record<string, string>,
  viewer: "nothing" | "the words alone" | "not_permitted",
][] = [
  ["a name", { q: "Virtanen" }, "nothing"],
  ["the beginning of a name", { q: "virta*" }, "nothing"],
  ["a name as a phrase", { q: '"Aino Virtanen"' }, "nothing"],
  ["a name among words that are common", { q: "teapot Virtanen" }, "nothing"],
  ["a name or a word", { q: "Virtanen OR zebra" }, "nothing"],
  ["a card's number", { q: `"${CARD}"` }, "nothing"],
  ["a part of a card's number", { q: "4929" }, "nothing"],
  ["a name, the newest first", { q: "Virtanen", sort: "newest" }, "nothing"],
  ["who: a number", { who: "9998877" }, "nothing"],
  ["who: a number with its signs", { who: "+358 40 999" }, "nothing"],
  ["who: a name", { who: "Virtanen" }, "nothing"],
  ["who: a part of a name", { who: "irtan" }, "nothing"],
  ["who, narrowed by what is known", { who: "Virtanen", q: "teapot" }, "nothing"],
  ["a campaign that is somebody's number", { campaign: NUMBERED }, "nothing"],
  ["metadata", { metadata: "order=A1-secret" }, "not_permitted"],
  ["metadata that is not there", { metadata: "order=other" }, "not_permitted"],
  ["metadata that names somebody", { metadata: `contactName=${NAME}` }, "not_permitted"],
  ["shares", { shared: "false" }, "not_permitted"],
  ["an excluded name", { q: "teapot -Virtanen" }, "the words alone"],
  ["an excluded beginning", { q: "teapot -virta*" }, "the words alone"],
];

for (const [way, question, viewer] of ATTACKS) {
  test(`a viewer who asks by ${way} gets ${viewer}, in rows and in counts`, async ({ archived }) => {
    test.slow();
    const { secret, decoy } = await calls(archived);
    const asked = new URLSearchParams(question).toString();
    const found = await archived.find("viewer", asked);
    if (viewer === "not_permitted") expect(found.refused).toBe("not_permitted");
    else {
      const teapots = [secret, decoy].sort();
      expect(found.ids.sort()).toEqual(viewer === "nothing" ? [] : teapots);
      expect(found.count).toBe(viewer === "nothing" ? 0 : teapots.length);
    }
    expect(found.text).not.toMatch(/9998877|Virtanen|4929|5678|A1-secret|1112233/);
    const admin = await archived.find("admin", asked);
    expect(admin.refused).toBeNull();
    // For whoever sees the name, leaving it out leaves the call out.
    if (viewer === "the words alone") expect(admin.ids).toEqual([decoy]);
    else if (!way.includes("not there")) expect(admin.count).toBeGreaterThan(0);
  });
}

test("every order of what a viewer finds is the order of what they see", async ({ archived }) => {
  const { secret, decoy } = await calls(archived);
  for (const sort of ["newest", "oldest", "longest"]) {
    const [all, own] = [await archived.find("admin", `sort=${sort}`), await archived.find("viewer", `sort=${sort}`)];
    expect(own.ids).toEqual(all.ids);
    expect(own.text).not.toMatch(/9998877|Virtanen|4929/);
  }
  // Best weighs the words that the viewer has: a name more often in one call moves nothing.
  const found = await archived.find("viewer", "q=teapot&sort=best");
  expect(found.ids.sort()).toEqual([secret, decoy].sort());
});

test.describe("suggestions", () => {
  const choices = async ({ url, asRole }: Archived, role: Role) => {
    const answer = await ask(url, "/api/v1/archive/choices", { headers: { cookie: await asRole(role) } });
    return { ...parsed(archiveChoicesSchema, answer).data, text: answer.text() };
  };

  test("offer a viewer no metadata and no campaign that is a number", async ({ archived }) => {
    const { campaign } = await calls(archived);
    const own = await choices(archived, "viewer");
    expect(own.metadataKeys).toBeNull();
    expect(own.campaigns).toContain(campaign);
    expect(own.text).not.toMatch(/1112233|contactName|order/);
    const all = await choices(archived, "admin");
    expect(all.campaigns).toEqual(expect.arrayContaining([campaign, NUMBERED]));
    expect(all.metadataKeys).toContain("order");
  });

  test("and every way of asking stay within a scope", async ({ archived }) => {
    const { secret, decoy, scoped, agent } = await calls(archived);
    const person = await archived.newPerson("viewer", { agents: [agent.id], agentNames: [], campaigns: [] });
    const headers = { cookie: person.cookies };
    const get = (path: string) => ask(archived.url, path, { headers });
    const offered = parsed(archiveChoicesSchema, await get("/api/v1/archive/choices")).data;
    expect(offered.agents.map(({ id }) => id)).toEqual([agent.id]);
    for (const question of ["", "?q=samovar", `?who=${scoped}`, "?sort=longest", "?status=completed"]) {
      const answer = await get(`/api/v1/archive/calls${question}`);
      const { data } = answer.json() as { data: { calls: { id: string }[]; count: { value: number } } };
      const ids = data.calls.map(({ id }) => id);
      expect(ids, question).not.toContain(scoped);
      expect(data.count.value, question).toBe(ids.length);
      if (question === "") expect(ids.sort()).toEqual([secret, decoy].sort());
    }
    expect(refusal(await get(`/api/v1/archive/calls/${scoped}/passage`))).toEqual({
      status: 404,
      reason: "call_not_found",
    });
    expect(refusal(await get("/api/v1/archive/calls/call_that_never_was/passage"))).toEqual({
      ...{ status: 404, reason: "call_not_found" },
    });
  });
});

/** The statistics of a question, for whom they are. */
async function figures({ url }: Archived, cookie: string, question: Record<string, string>) {
  const path = `/api/v1/archive/analytics?${new URLSearchParams({ compare: "previous", ...question })}`;
  const answer = await ask(url, path, { headers: { cookie } });
  const text = answer.text();
  return answer.status === 200
    ? { ...parsed(analyticsSchema, answer), refused: null, text }
    : { data: null, meta: null, refused: refusal(answer).reason, text };
}

test.describe("statistics", () => {
  for (const [way, question, viewer] of ATTACKS) {
    test(`asked by a viewer by ${way} count what their search finds: ${viewer}`, async ({ archived }) => {
      const { secret, decoy } = await calls(archived);
      const { sort: _, ...narrowed } = question;
      const own = await figures(archived, await archived.asRole("viewer"), narrowed);
      if (viewer === "not_permitted") expect(own.refused).toBe("not_permitted");
      else expect(own.data?.totals.calls).toBe(viewer === "nothing" ? 0 : [secret, decoy].length);
      expect(own.text).not.toMatch(/9998877|Virtanen|A1-secret|1112233/);
      const found = await archived.find("admin", new URLSearchParams(narrowed).toString());
      const all = await figures(archived, await archived.asRole("admin"), narrowed);
      expect(all.data?.totals.calls).toBe(found.count);
    });
  }

  test("name a viewer no group that is a number, and count its calls among the others", async ({ archived }) => {
    const { campaign } = await calls(archived);
    const own = await figures(archived, await archived.asRole("viewer"), {});
    expect(own.data?.byCampaign.groups.map(({ key }) => key)).toContain(campaign);
    expect(own.data?.byCampaign.otherCalls).toBeGreaterThan(0);
    expect(own.text).not.toMatch(/1112233/);
    const all = await figures(archived, await archived.asRole("admin"), {});
    expect(all.text).toContain(NUMBERED);
    const csv = await ask(archived.url, "/api/v1/archive/analytics?format=csv&table=campaigns", {
      headers: { cookie: await archived.asRole("viewer") },
    });
    expect([csv.status, csv.headers["content-type"]]).toEqual([200, "text/csv; charset=utf-8"]);
    expect(csv.text()).toContain(campaign);
    expect(csv.text()).not.toMatch(/1112233/);
  });

  test("count nothing beyond a scope, in no table and in no comparison", async ({ archived }) => {
    const { agent } = await calls(archived);
    const person = await archived.newPerson("viewer", { agents: [agent.id], agentNames: [], campaigns: [] });
    const own = await figures(archived, person.cookies, {});
    expect(own.data?.totals.calls).toBe(2);
    expect(own.data?.byAgent.groups.map(({ key }) => key)).toEqual([agent.id]);
    expect(own.text).not.toMatch(/Another agent|1112233/);
    expect(own.data?.weekdayHour.reduce((sum, one) => sum + one.calls, 0)).toBe(2);
    expect(own.meta?.scoped).toBe(true);
  });
});

test("a passage shows each role what its call page would: no name, no number, and no mark where one stands", async ({
  archived,
}) => {
  const { secret } = await calls(archived);
  const read = async (role: Role, question: string) => {
    const path = `/api/v1/archive/calls/${secret}/passage?${question}`;
    const answer = await ask(archived.url, path, { headers: { cookie: await archived.asRole(role) } });
    return { ...parsed(archivePassageSchema, answer).data, text: answer.text() };
  };
  const all = await read("admin", "q=Virtanen");
  expect(all.hitLines).toHaveLength(1);
  for (const question of ["q=Virtanen", "q=4929", "q=teapot", ""]) {
    const own = await read("viewer", question);
    expect(own.text, question).not.toMatch(/9998877|Virtanen|4929|5678/);
    expect(own.hitLines.length > 0, question).toBe(question === "q=teapot");
  }
});

test("a supervisor who reads redacted talk, with names masked or not, finds what they read", async ({ archived }) => {
  const { secret, decoy } = await calls(archived);
  const cookie = await archived.asRole("admin");
  const set = (privacy: object) => change(archived.url, "PATCH", "/api/v1/settings", { cookie, body: { privacy } });
  const ids = async (question: string) => (await archived.find("supervisor", question)).ids.sort();
  try {
    await set({ supervisorsSeeNumbers: false, redactForSupervisors: true });
    await expect.poll(() => ids("q=Virtanen")).toEqual([]);
    expect(await ids("q=teapot")).toEqual([secret, decoy].sort());
    expect(await ids("who=Virtanen")).toEqual([]);
    expect((await archived.find("supervisor", "metadata=order=A1-secret")).refused).toBe("not_permitted");
    await set({ supervisorsSeeNumbers: true, redactForSupervisors: true });
    await expect.poll(() => ids("who=Virtanen")).toEqual([secret]);
    expect(await ids("q=4929")).toEqual([]);
  } finally {
    await set({ supervisorsSeeNumbers: true, redactForSupervisors: false });
  }
});
