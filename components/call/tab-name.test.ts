import { expect, it } from "vitest";
import { tabName } from "./tab-name";

const call = (phoneNumber: string | null) => ({ id: "call_1", phoneNumber, agent: { id: null, name: "Aurora" } });

it.each([
  ["+14155550142", "Victor Okafor", "V. O. ···0142 · Aurora"],
  ["+14155550142", null, "···0142 · Aurora"],
  [null, "Victor Okafor", "V. O. · Aurora"],
  [null, null, "call_1 · Aurora"],
])("names a call in the tab by initials and last digits alone (%s, %s)", (phoneNumber, contactName, name) => {
  expect(tabName(call(phoneNumber), contactName)).toBe(name);
});

it("keeps what is masked already as it is", () => {
  expect(tabName(call("•••• 0142"), "V. O.")).toBe("V. O. ···0142 · Aurora");
});
