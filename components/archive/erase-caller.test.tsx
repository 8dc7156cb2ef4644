// @vitest-environment happy-dom
import { waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { aPerson, askedOfServer, drawn, refusedWith, serverAnswers } from "@/e2e/support/rendered";
import { EraseCaller } from "./erase-caller";

const ROUTE = "POST /api/v1/archive/erasures";
const counted = (calls: number, exports = 0) => ({
  body: { data: { calls, exports, isErased: false, isScrubbed: false } },
});
const erased = (calls: number, isScrubbed: boolean, exports = 0) => ({
  body: { data: { calls, exports, isErased: true, isScrubbed } },
});

async function aForm(number: string) {
  const screen = drawn(<EraseCaller />, { viewer: aPerson({ may: ["settings.manage"] }) });
  await screen.user.type(screen.getByRole("textbox", { name: "Phone number" }), number);
  const look = () => screen.user.click(screen.getByRole("button", { name: /Look what there is/ }));
  const bodies = () => askedOfServer().map(({ body }) => body);
  return { ...screen, look, bodies };
}

describe("erasing a caller", () => {
  it("says how many calls go and asks; keeping them sends nothing more", async () => {
    serverAnswers(ROUTE, counted(12));
    const { look, findByRole, user, bodies, queryByRole } = await aForm("+1 415 555 2671");
    await look();
    const question = await findByRole("dialog", { name: "Erase this caller?" });
    expect(question.textContent).toContain(
      "12 calls of this number will be deleted for good. No export file that is kept here holds one of them. This cannot be taken back.",
    );
    await user.click(within(question).getByRole("button", { name: "Keep it" }));
    expect(queryByRole("dialog")).toBeNull();
    expect(bodies()).toEqual([{ phoneNumber: "+1 415 555 2671" }]);
  });

  it.each([
    [true, "12 calls erased. Calls of this number are not kept any more."],
    [
      false,
      "12 calls erased. Calls of this number are not kept any more. What is left of them in files goes in a quiet hour of the night.",
    ],
  ])("confirmed, it is done, and says what is left (in no file any more: %s)", async (isScrubbed, words) => {
    serverAnswers(ROUTE, ({ body }) =>
      (body as { confirm?: boolean }).confirm ? erased(12, isScrubbed) : counted(12),
    );
    const { look, findByRole, user, findByText, bodies } = await aForm("+1 415 555 2671");
    await look();
    const question = await findByRole("dialog", { name: "Erase this caller?" });
    await user.click(within(question).getByRole("button", { name: "Erase for good" }));
    expect(await findByText(words)).toBeDefined();
    expect(bodies().at(-1)).toEqual({ phoneNumber: "+1 415 555 2671", confirm: true });
  });

  it("says before how many export files go with them, and afterwards that they have gone", async () => {
    serverAnswers(ROUTE, ({ body }) =>
      (body as { confirm?: boolean }).confirm ? erased(12, true, 2) : counted(12, 2),
    );
    const { look, findByRole, user, findByText } = await aForm("+1 415 555 2671");
    await look();
    const question = await findByRole("dialog", { name: "Erase this caller?" });
    expect(question.textContent).toContain(
      "2 export files kept here hold some of them and will be deleted, too; whoever asked for them sees why and exports anew.",
    );
    await user.click(within(question).getByRole("button", { name: "Erase for good" }));
    expect(await findByText(/2 export files that held some of them are deleted\./)).toBeDefined();
  });

  it("of a number with no calls keeps later ones from being kept, and says so", async () => {
    serverAnswers(ROUTE, counted(0));
    const { look, findByRole } = await aForm("+14155552671");
    await look();
    expect((await findByRole("dialog")).textContent).toContain("Its later calls will not be kept either");
  });

  it.each(["12", "Jane", "+"])("%j is no number: said beside the field, and nothing is asked", async (number) => {
    const { look, findByText, bodies } = await aForm(number);
    await look();
    expect(await findByText(/A number with its country/)).toBeDefined();
    expect(bodies()).toEqual([]);
  });

  it("that fails says why, and the question stays", async () => {
    serverAnswers(ROUTE, ({ body }) =>
      (body as { confirm?: boolean }).confirm ? refusedWith(503, "database_unavailable") : counted(2),
    );
    const { look, findByRole, user, queryByText } = await aForm("+14155552671");
    await look();
    const question = await findByRole("dialog");
    await user.click(within(question).getByRole("button", { name: "Erase for good" }));
    await waitFor(() => expect(within(question).getByRole("alert").textContent).toMatch(/database does not answer/));
    expect(queryByText(/erased\./)).toBeNull();
  });
});
