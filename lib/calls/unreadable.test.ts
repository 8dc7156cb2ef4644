import { describe, expect, it } from "vitest";
import { isUnreadable, unreadableCount, unreadableSentence, unreadableWords, withFields } from "./unreadable";

describe("what could not be read, in words", () => {
  it.each([
    [0, [], null],
    [1, [], "1 line could not be read."],
    [3, ["metadata"], "3 lines and the metadata could not be read."],
    [0, ["metadata"], "The metadata could not be read."],
    [
      2_000,
      ["agent.name", "agent.id", "startedAt"],
      "2,000 lines, the agent and when the call started could not be read.",
    ],
    [0, ["liveRoomStatus.participants", "liveRoomStatus"], "Who is in the room could not be read."],
    [0, ["roomId", "jobId"], "An id could not be read."],
    [
      1,
      ["agent", "duration", "endedAt", "metadata", "summary"],
      "1 line, the agent, the duration and 3 more could not be read.",
    ],
  ])("says of %s lines and %j: %s", (messages, fields, sentence) => {
    expect(unreadableSentence({ messages, fields })).toBe(sentence);
  });

  it("counts a field once that list and details have both", () => {
    expect(withFields({ messages: 1, fields: ["createdAt"] }, ["contact", "createdAt"])).toEqual({
      messages: 1,
      fields: ["createdAt", "contact"],
    });
  });

  it("is one number on a card", () => {
    expect(unreadableCount({ messages: 3, fields: ["metadata"] })).toBe(4);
    expect([unreadableWords(1), unreadableWords(4)]).toEqual(["1 part could not be read", "4 parts could not be read"]);
  });

  it("knows a field by its parts", () => {
    expect(isUnreadable({ messages: 0, fields: ["agent.name"] }, "agent")).toBe(true);
    expect(isUnreadable({ messages: 0, fields: ["agents"] }, "agent")).toBe(false);
  });
});
