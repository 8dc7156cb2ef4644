// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { TextField } from "@/components/ui/field";
import { drawn } from "@/e2e/support/rendered";
import { SettingsForm } from "./form";

function aForm() {
  let sent = 0;
  const send = (event: { preventDefault: () => void }) => {
    event.preventDefault();
    sent += 1;
  };
  const screen = drawn(
    <SettingsForm onSubmit={send}>
      <TextField label="Name" name="name" required />
      <TextField label="E-mail" name="email" type="email" />
      <TextField label="Phrase" name="phrase" minLength={12} hint="At least 12 characters." />
      <TextField label="Size" name="size" type="number" min={1} max={3} step={0.1} />
      <button type="submit">Save</button>
    </SettingsForm>,
  );
  const field = (label: string) => screen.getByLabelText(label) as HTMLInputElement;
  const save = () => screen.user.click(screen.getByRole("button", { name: "Save" }));
  const wordsOf = (label: string) =>
    document.getElementById(field(label).getAttribute("aria-describedby") ?? "")?.textContent ?? null;
  return { ...screen, field, save, wordsOf, sent: () => sent };
}

describe("a form of the settings", () => {
  it("says beside each field what is wrong with it, takes the reader to the first, and is not sent", async () => {
    const { user, field, save, wordsOf, sent } = aForm();
    await user.type(field("Phrase"), "short");
    await user.type(field("Size"), "9");
    await save();
    expect([wordsOf("Name"), wordsOf("Phrase"), wordsOf("Size")]).toEqual([
      "This is needed.",
      "At least 12 characters.",
      "A number from 1 to 3.",
    ]);
    expect(document.activeElement).toBe(field("Name"));
    expect(field("Name").getAttribute("aria-invalid")).toBe("true");
    expect(sent()).toBe(0);
  });

  it("takes back what it said as soon as that is put right, and is sent then", async () => {
    const { user, field, save, wordsOf, sent } = aForm();
    await save();
    await user.type(field("Name"), "A");
    expect(wordsOf("Name")).toBeNull();
    await save();
    expect(sent()).toBe(1);
  });

  it("says nothing of what is only half typed", async () => {
    const { user, field, wordsOf } = aForm();
    await user.type(field("Phrase"), "sh");
    expect(wordsOf("Phrase")).toBe("At least 12 characters.");
    expect(field("Phrase").getAttribute("aria-invalid")).toBeNull();
  });
});
