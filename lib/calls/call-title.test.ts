import { describe, expect, it } from "vitest";
import { callTitle } from "./call-title";
import { maskName, maskNumber } from "./masking";

const call = {
  id: "call_1",
  contactName: "Ruby Wallace",
  phoneNumber: "+14155550111",
  agent: { name: "Nimbrel Tech Support" },
};
const masked = { ...call, contactName: maskName(call.contactName), phoneNumber: maskNumber(call.phoneNumber) };

describe("a call's title", () => {
  it.each([
    ["names the contact and the agent", call, "Ruby Wallace · Nimbrel Tech Support"],
    ["sets a masked number's last digits beside masked initials", masked, "R. W. ···0111 · Nimbrel Tech Support"],
    ["is the number without a name", { ...call, contactName: null }, "+14155550111 · Nimbrel Tech Support"],
    ["is the masked number without a name", { ...masked, contactName: null }, "···0111 · Nimbrel Tech Support"],
    ["is the id when nobody is known", { ...call, contactName: " ", phoneNumber: "" }, "call_1 · Nimbrel Tech Support"],
    ["says that the agent is not known", { ...call, agent: null }, "Ruby Wallace · unknown agent"],
    [
      "turns no letters around",
      { ...call, contactName: "\u202eyduR\u202c \u2067W\u2069" },
      "yduR W · Nimbrel Tech Support",
    ],
    [
      "is the number where a name is nothing but turns",
      { ...call, contactName: "\u202e" },
      "+14155550111 · Nimbrel Tech Support",
    ],
    ["keeps a number that shows no digit", { ...masked, phoneNumber: "••••" }, "R. W. ··· · Nimbrel Tech Support"],
  ])("%s", (_, given, text) => {
    expect(callTitle(given).text).toBe(text);
  });

  it.each([
    ["beside a name is cut in front", call, "…0111"],
    ["that is short is whole", { ...call, phoneNumber: "112" }, "…112"],
    ["that is the title, or masked in it, is not told twice", { ...call, contactName: null }, null],
    ["that is masked stands in the title", masked, null],
    ["that is not known is left out", { ...call, phoneNumber: null }, null],
    ["without digits is left out", { ...call, phoneNumber: "anonymous" }, null],
  ])("a number %s", (_, given, tail) => {
    expect(callTitle(given).tail).toBe(tail);
  });
});
