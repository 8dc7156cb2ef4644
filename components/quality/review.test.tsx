// @vitest-environment happy-dom
import { waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { aPerson, askedOfServer, drawn, refusedWith, serverAnswers } from "@/e2e/support/rendered";
import type { JudgedCheck, Review } from "@/lib/wire/quality-contract";
import { draftProblems, EMPTY_DRAFT, finishOf, keepDraft, readDraft } from "./draft";
import { nextReview } from "./next-review";
import { QueuePage } from "./queue-page";

const REVIEWER = aPerson({ role: "supervisor", may: ["quality.read", "quality.review"] });

const aReview = (fields: Partial<Review> = {}): Review => ({
  ...{ id: "r1", callId: "call_1", source: "random", state: "open", happenedAt: "2026-11-26T12:00:00.000Z" },
  ...{ agent: { id: "a1", name: "Aurora" }, score: 64, assignedTo: null, lock: null, mayReview: true },
  ...{ createdAt: "2026-11-26T13:00:00.000Z", given: null },
  ...fields,
});
const check = (key: string, result: JudgedCheck["result"]): Pick<JudgedCheck, "key" | "result"> => ({ key, result });

describe("what a review sends", () => {
  it("counts what passed or failed and was left as it is as agreed, and leaves out what nobody knows", () => {
    const checks = [check("greeting", "pass"), check("closing", "fail"), check("person", "unknown")];
    expect(finishOf({ ...EMPTY_DRAFT, score: 4 }, checks, false)).toEqual({
      do: "finish",
      score: 4,
      verdicts: [
        { key: "greeting", result: "pass", reason: null },
        { key: "closing", result: "fail", reason: null },
      ],
      comment: null,
    });
  });

  it("of a second opinion has only what was chosen: what the rubric says was not seen", () => {
    const draft = { score: 2, verdicts: { closing: { result: "pass" as const, reason: " said " } }, comment: " ok " };
    expect(finishOf(draft, [check("greeting", "pass"), check("closing", "fail")], true)).toEqual({
      do: "finish",
      score: 2,
      verdicts: [{ key: "closing", result: "pass", reason: "said" }],
      comment: "ok",
    });
  });

  it("is held back without a score, and where the rubric says otherwise and no reason was given", () => {
    const checks = [check("closing", "fail")];
    const otherwise = { ...EMPTY_DRAFT, verdicts: { closing: { result: "pass" as const, reason: " " } } };
    expect(Object.keys(draftProblems(otherwise, checks, false))).toEqual(["score", "closing"]);
    const same = { ...EMPTY_DRAFT, score: 3, verdicts: { closing: { result: "fail" as const, reason: "" } } };
    expect(draftProblems(same, checks, false)).toEqual({});
  });

  it("is still there after a reload, and gone once it is done", () => {
    const draft = { ...EMPTY_DRAFT, score: 5, comment: "half a sen" };
    keepDraft("r9", draft);
    expect(readDraft("r9")).toEqual(draft);
    keepDraft("r9", null);
    expect(readDraft("r9")).toEqual(EMPTY_DRAFT);
  });
});

describe("the next review", () => {
  const [one, two, three] = [aReview({ id: "1" }), aReview({ id: "2" }), aReview({ id: "3" })];

  it.each([
    ["the one behind", [one, two, three], "2", "3"],
    ["the first, behind the last", [one, two, three], "3", "1"],
    ["the first, where the one before is no more among them", [one, two], "9", "1"],
    ["one's own before the others", [one, two, aReview({ id: "4", assignedTo: { id: "me", name: "Me" } })], "1", "4"],
    ["none that somebody else is at", [one, aReview({ id: "5", mayReview: false }), three], "1", "3"],
    ["none, where there is no other", [one], "1", null],
  ])("is %s", (_, reviews, after, expected) => {
    expect(nextReview(reviews, after)?.id ?? null).toBe(expected);
  });
});

describe("the queue", () => {
  const queue = (...reviews: Review[]) => {
    serverAnswers("GET /api/v1/quality/reviews", {
      body: { data: { reviews, open: reviews.length, mine: 0, free: 1 } },
    });
    serverAnswers("GET /api/v1/quality/sampling", {
      body: { data: { critical: true, randomPerAgent: 2, lowest: 3, firstOfNewAgent: 0 } },
    });
  };

  it("says which calls come into it, who is at one, and hides the score from a second opinion", async () => {
    queue(
      aReview({ lock: { name: "Bea", isOwn: false, until: "2026-11-27T13:00:00.000Z" }, mayReview: false }),
      aReview({ id: "r2", source: "second_opinion", score: null }),
    );
    const { findByText, getByText, text } = drawn(<QueuePage />, { viewer: REVIEWER, path: "/quality" });
    expect(await findByText("Bea is at it")).toBeDefined();
    expect(getByText("Score hidden")).toBeDefined();
    expect(text()).toContain("every call that came into critical trouble; 2 calls of each agent by lot");
    // An admin sets the rules.
    expect(text()).not.toContain("Change the rules");
  });

  it("gives a review to whoever takes it, and says why not", async () => {
    queue(aReview());
    serverAnswers("PATCH /api/v1/quality/reviews/r1", refusedWith(409, "conflict"));
    const { user, findByRole } = drawn(<QueuePage />, { viewer: REVIEWER, path: "/quality" });
    await user.click(await findByRole("button", { name: "Take the review of Aurora" }));
    await waitFor(() =>
      expect(askedOfServer().find(({ method }) => method === "PATCH")?.body).toEqual({ do: "assign" }),
    );
    expect((await findByRole("alert")).textContent).toContain("refused");
  });

  const REVIEWERS = [
    { id: "me", name: "Me", isSelf: true, assigned: 0 },
    { id: "u2", name: "Bea", isSelf: false, assigned: 4 },
  ];
  const assignments = () => askedOfServer().flatMap(({ method, body }) => (method === "PATCH" ? [body] : []));

  it("gives a review to the person who is chosen, and back to everybody", async () => {
    queue(aReview(), aReview({ id: "r2", assignedTo: { id: "u2", name: "Bea" }, mayReview: false }));
    for (const id of ["r1", "r2"]) {
      serverAnswers(`GET /api/v1/quality/reviews/${id}/reviewers`, { body: { data: { reviewers: REVIEWERS } } });
      serverAnswers(`PATCH /api/v1/quality/reviews/${id}`, { body: { data: aReview({ id }) } });
    }
    const { user, findByRole, queryByRole } = drawn(<QueuePage />, { viewer: REVIEWER, path: "/quality" });
    await user.click(await findByRole("button", { name: "Assign the review of Aurora" }));
    const choice = await findByRole("combobox", { name: "Whose it is" });
    expect([...choice.querySelectorAll("option")].map(({ textContent }) => textContent)).toEqual([
      "Nobody: open to everybody",
      "Me (you)",
      "Bea, 4 waiting",
    ]);
    await user.selectOptions(choice, "u2");
    await user.click(await findByRole("button", { name: "Assign" }));
    await waitFor(() => expect(assignments()).toEqual([{ do: "assign", userId: "u2" }]));
    await waitFor(() => expect(queryByRole("combobox", { name: "Whose it is" })).toBeNull());
    await user.click(await findByRole("button", { name: "Reassign the review of Aurora" }));
    await user.selectOptions(await findByRole("combobox", { name: "Whose it is" }), "");
    await user.click(await findByRole("button", { name: "Give back to everybody" }));
    await waitFor(() => expect(assignments().at(-1)).toEqual({ do: "assign", userId: null }));
  });

  it("says why a review was not given, keeps the choice, and changes nothing where nothing was chosen", async () => {
    queue(aReview());
    serverAnswers("GET /api/v1/quality/reviews/r1/reviewers", { body: { data: { reviewers: REVIEWERS } } });
    serverAnswers("PATCH /api/v1/quality/reviews/r1", refusedWith(409, "conflict"));
    const { user, findByRole, queryByRole } = drawn(<QueuePage />, { viewer: REVIEWER, path: "/quality" });
    const open = async () => user.click(await findByRole("button", { name: "Assign the review of Aurora" }));
    await open();
    await user.click(await findByRole("button", { name: "Assign" }));
    await waitFor(() => expect(queryByRole("combobox", { name: "Whose it is" })).toBeNull());
    expect(assignments()).toEqual([]);
    await open();
    await user.selectOptions(await findByRole("combobox", { name: "Whose it is" }), "u2");
    await user.click(await findByRole("button", { name: "Assign" }));
    expect((await findByRole("alert")).textContent).toContain("refused");
    expect(((await findByRole("combobox", { name: "Whose it is" })) as HTMLSelectElement).value).toBe("u2");
  });

  it.each([
    ["", "state=open"],
    ["?show=free", "state=open&assigned=nobody"],
    ["?show=mine", "state=open&assigned=me"],
    ["?show=done", "state=done"],
    ["?show=anything", "state=open"],
  ])("asks for what the address says: %s", async (search, question) => {
    queue(aReview());
    drawn(<QueuePage />, { viewer: REVIEWER, path: "/quality", search });
    await waitFor(() =>
      expect(askedOfServer().map(({ path }) => path)).toContain(`/api/v1/quality/reviews?${question}`),
    );
  });

  it("is not for a viewer, who is led to the scores", async () => {
    queue();
    const { findByRole, queryByRole } = drawn(<QueuePage />, {
      viewer: aPerson({ role: "viewer", may: ["quality.read"] }),
      path: "/quality",
    });
    expect(await findByRole("heading", { name: "Not for your role" })).toBeDefined();
    expect(queryByRole("link", { name: "Queue" })).toBeNull();
    expect(await findByRole("link", { name: "Scores by agent" })).toBeDefined();
  });
});
