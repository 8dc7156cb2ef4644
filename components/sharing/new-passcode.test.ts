import { expect, it } from "vitest";
import { newShareSchema } from "@/lib/wire/sharing-contract";
import { newPasscode } from "./new-passcode";

it("makes passcodes that the server takes, that can be read aloud, and never the same", () => {
  const made = Array.from({ length: 200 }, newPasscode);
  for (const passcode of made) {
    expect(passcode).toMatch(/^[2-9a-hjkmnp-tv-z]{4}-[2-9a-hjkmnp-tv-z]{4}$/);
    expect(newShareSchema.shape.passcode.safeParse(passcode).success).toBe(true);
  }
  expect(new Set(made).size).toBe(200);
});
