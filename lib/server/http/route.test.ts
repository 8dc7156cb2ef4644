import { describe, expect, test, vi } from "vitest";
import { readQuery } from "@/lib/wire/api/query";
import { errorAnswerSchema } from "@/lib/wire/contract";
import { LIST_QUERY } from "@/lib/wire/list-filters";
import { isSameOriginJson, route } from "./route";

describe("a request that changes something", () => {
  const PUBLIC_URL = "https://earshot.example";
  const JSON_TYPE = { "content-type": "application/json" };
  test.each([
    ["our own page's", { ...JSON_TYPE, "sec-fetch-site": "same-origin" }, true],
    [
      "our own page's with a charset",
      { "content-type": "application/json; charset=utf-8", "sec-fetch-site": "same-origin" },
      true,
    ],
    [
      "our own page's in a browser without Sec-Fetch-Site",
      { ...JSON_TYPE, origin: "http://localhost:3000", host: "localhost:3000" },
      true,
    ],
    ["a cross-site page's", { ...JSON_TYPE, "sec-fetch-site": "cross-site" }, false],
    ["a sibling subdomain's", { ...JSON_TYPE, "sec-fetch-site": "same-site" }, false],
    ["a typed address's", { ...JSON_TYPE, "sec-fetch-site": "none" }, false],
    ["a foreign origin's", { ...JSON_TYPE, origin: "https://evil.example", host: "localhost:3000" }, false],
    ["another port's", { ...JSON_TYPE, origin: "http://localhost:3001", host: "localhost:3000" }, false],
    ["a sandboxed frame's", { ...JSON_TYPE, origin: "null", host: "localhost:3000" }, false],
    ["a form's, text/plain", { "content-type": "text/plain", "sec-fetch-site": "same-origin" }, false],
    ["one without a type", { "sec-fetch-site": "same-origin" }, false],
    [
      "our own page's behind a proxy that keeps the host",
      { ...JSON_TYPE, origin: PUBLIC_URL, host: "earshot.example" },
      true,
    ],
    ["our own page's behind a proxy that does not", { ...JSON_TYPE, origin: PUBLIC_URL, host: "127.0.0.1:3000" }, true],
    [
      "the same name's without encryption",
      { ...JSON_TYPE, origin: "http://earshot.example", host: "earshot.example" },
      false,
    ],
    ["the same name's on another port", { ...JSON_TYPE, origin: `${PUBLIC_URL}:8443`, host: "earshot.example" }, false],
    [
      "a foreign origin's under the same host",
      { ...JSON_TYPE, origin: "https://evil.example", host: "evil.example" },
      false,
    ],
    ["one that says nothing of where it comes from", { ...JSON_TYPE, host: "localhost:3000" }, false],
  ])("%s is judged right", (_name, headers, allowed) => {
    const request = new Request("http://localhost:3000/", { method: "DELETE", headers });
    expect(isSameOriginJson(request, PUBLIC_URL)).toBe(allowed);
  });
});

test("what a handler throws becomes our envelope and leaks nothing", async () => {
  const lines = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  const answer = await route(async () => {
    throw new Error("secret +14155550123");
  })(new Request("http://localhost/"), undefined);
  const text = await answer.text();
  expect(answer.status).toBe(500);
  expect(errorAnswerSchema.parse(JSON.parse(text)).error.reason).toBe("internal");
  expect(text).not.toContain("secret");
  expect(lines.mock.calls.map(([line]) => JSON.parse(String(line)))).toEqual([
    expect.objectContaining({ level: "error", event: "request.failed", error: "Error" }),
  ]);
  expect(JSON.stringify(lines.mock.calls)).not.toMatch(/secret|4155550123/);
});

describe("the list's filters", () => {
  test("every filter the upstream documents is read", () => {
    const query =
      "agentId=550e8400-e29b-41d4-a716-446655440000&status=active&direction=outbound&phoneNumber=%2B14155552671&startDate=2025-12-01&endDate=2025-12-02T00:00:00Z&limit=100&offset=50&sortBy=scheduledAt&sortOrder=asc";
    expect(readQuery(LIST_QUERY, new URLSearchParams(query))).toEqual({
      values: {
        agentId: "550e8400-e29b-41d4-a716-446655440000",
        status: "active",
        direction: "outbound",
        phoneNumber: "+14155552671",
        startDate: "2025-12-01",
        endDate: "2025-12-02T00:00:00Z",
        limit: 100,
        offset: 50,
        sortBy: "scheduledAt",
        sortOrder: "asc",
      },
    });
  });

  test.each([
    ["limit=101", "limit"],
    ["limit=0", "limit"],
    ["limit=1e2", "limit"],
    ["offset=-1", "offset"],
    ["status=active&status=ringing", "status"],
    ["status=live", "status"],
    ["direction=sideways", "direction"],
    ["agentId=42", "agentId"],
    ["phoneNumber='%20or%201=1", "phoneNumber"],
    ["startDate=yesterday", "startDate"],
    ["startDate=order 5", "startDate"],
    ["sortBy=phone", "sortBy"],
    ["sortOrder=", "sortOrder"],
    ["stauts=active", "query parameter"],
    ["__proto__=1", "query parameter"],
  ])("%s is refused in words, not ignored", (query, named) => {
    const read = readQuery(LIST_QUERY, new URLSearchParams(query));
    expect("problem" in read && read.problem).toContain(named);
  });
});
