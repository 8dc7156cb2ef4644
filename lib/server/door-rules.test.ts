import { describe, expect, it } from "vitest";
import {
  addressFault,
  cacheControlFor,
  cleanHeaders,
  hostFault,
  hostsFault,
  kindOf,
  methodFault,
  pagePolicy,
} from "./door-rules.mjs";

describe("addresses", () => {
  it.each([
    "/",
    "/calls/call_abc-1.2",
    "/calls?q=%ff&x=//..",
    "/_next/static/chunks/%5Bturbopack%5D_a._.js",
    "/_next/static/chunks/[root]_a.js",
    "/other?_rsc=5CB68i4pnAek",
    "/caf%C3%A9",
    "/a..b/...",
  ])("lets %s in", (url) => {
    expect(addressFault(url)).toBeNull();
  });

  it.each([
    "/%ff",
    "/%",
    "/%zz",
    "//evil.example",
    "/a//b",
    "/a\\b",
    "/a%5cb",
    "/a%2fb",
    "/a%2Fb",
    "/a%00b",
    "/a%0d%0ab",
    "/a%7fb",
    "/..",
    "/a/../b",
    "/a/./b",
    "/%2e%2e/a",
    "/a/%2e",
    "/%252e%252e/a",
    "/a#b",
    "/a\u0001",
    "/caf\u00e9",
    "http://evil.example/",
    "*",
    "",
  ])("refuses %j", (url) => {
    expect(addressFault(url)).toMatchObject({ status: 400 });
  });

  it("refuses one of more than 8 kB", () => {
    expect(addressFault(`/${"a".repeat(8192)}`)).toMatchObject({ status: 414 });
    expect(addressFault(`/${"a".repeat(8191)}`)).toBeNull();
  });
});

describe("hosts", () => {
  it.each(["localhost", "localhost:3000", "127.0.0.1:8080", "[::1]:3000", "LOCALHOST:3000"])("serves %s", (host) => {
    expect(hostFault(host)).toBeNull();
  });
  it.each([
    undefined,
    "",
    "evil.example",
    "localhost.evil.example:3000",
    "127.0.0.1.nip.io",
    "localhost:3000:1",
    "localhost, x",
  ])("refuses %s", (host) => {
    expect(hostFault(host)).toMatchObject({ status: 421 });
  });
});

describe("methods", () => {
  it.each([
    ["GET", "/"],
    ["HEAD", "/calls/a"],
    ["DELETE", "/api/v1/calls/a"],
    ["POST", "/api/v1/x"],
    ["GET", "/healthz"],
  ])("lets %s %s in", (method, path) => {
    expect(methodFault(method, path, "production")).toBeNull();
  });
  it.each([
    ["POST", "/"],
    ["DELETE", "/calls/a"],
    ["POST", "/healthz"],
    ["POST", "/__nextjs_original-stack-frames"],
    ["TRACE", "/api/v1/calls"],
    ["PROPFIND", "/api/v1/calls"],
    [undefined, "/"],
  ])("refuses %s %s with 405 and what is allowed", (method, path) => {
    expect(methodFault(method, path, "production")).toMatchObject({
      status: 405,
      allow: expect.stringContaining("GET"),
    });
  });
  it("lets Next's own tools in while developing", () => {
    expect(methodFault("POST", "/__nextjs_original-stack-frames", "development")).toBeNull();
    expect(methodFault("POST", "/", "development")).toMatchObject({ status: 405 });
  });
});

describe("request headers", () => {
  it("lose what only the server may say, and keep what pages need to change without a reload", () => {
    const kept = {
      host: "localhost",
      rsc: "1",
      "next-router-state-tree": "x",
      "next-router-prefetch": "1",
      "next-router-segment-prefetch": "/_tree",
      "next-url": "/",
      "if-none-match": '"x"',
      origin: "http://localhost",
      "sec-fetch-site": "same-origin",
    };
    const headers: Record<string, string> = {
      ...kept,
      "x-middleware-subrequest": "1",
      "x-middleware-rewrite": "/",
      "x-matched-path": "/",
      "x-nextjs-data": "1",
      "x-nextjs-request-id": "1",
      "x-invoke-path": "/",
      "x-now-route-matches": "1",
      "x-prerender-revalidate": "1",
      "x-forwarded-host": "evil.example",
      "x-forwarded-for": "1.2.3.4",
      forwarded: "host=evil",
      "next-action": "abc",
      "next-resume": "1",
      "x-nonce": "mine",
      "content-security-policy": "script-src 'nonce-mine'",
      "content-security-policy-report-only": "script-src 'nonce-mine'",
    };
    cleanHeaders(headers, "production");
    expect(headers).toEqual(kept);
  });
});

describe("the page policy", () => {
  it("lets only scripts with the nonce run, and nothing be loaded from elsewhere", () => {
    expect(pagePolicy("abc", "production").split("; ")).toEqual([
      "default-src 'self'",
      "script-src 'nonce-abc' 'strict-dynamic'",
      "style-src 'self' 'nonce-abc'",
      "style-src-attr 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ]);
  });
});

describe("what may be kept", () => {
  const immutable = "public, max-age=31536000, immutable";
  it.each([
    ["a hashed file", "/_next/static/a.js", 200, immutable, "text/javascript", immutable],
    ["a missing hashed file", "/_next/static/a.js", 404, immutable, "text/plain", "private, no-store"],
    ["a page", "/", 200, "s-maxage=31536000", "text/html", "private, no-store"],
    ["a page that says nothing", "/", 200, "", "text/html", "private, no-store"],
    ["a page's data", "/calls", 200, "public", "text/x-component", "private, no-store"],
    ["an error page", "/x", 404, "public", "text/html", "private, no-store"],
    ["a redirect", "/x/", 308, "", "", "private, no-store"],
    ["a picture", "/icon.svg", 200, "public, max-age=0", "image/svg+xml", "public, max-age=0"],
    ["an API answer that may be revalidated", "/api/v1/live", 200, "private, no-cache", "", "private, no-cache"],
    ["an API answer that says nothing", "/api/v1/live", 200, "", "", "private, no-store"],
    ["an API answer that would be public", "/api/v1/live", 200, "public, max-age=9", "", "private, no-store"],
    ["an API error", "/api/v1/live", 502, "private, no-cache", "", "private, no-store"],
  ])("%s", (_name, path, status, said, type, expected) => {
    expect(cacheControlFor(kindOf(path), status, said, type)).toBe(expected);
  });
});

it("a request that names two hosts is refused, however they are written", () => {
  expect(hostsFault(["Host", "localhost:3000", "HOST", "evil.example"])).toMatchObject({ status: 400 });
  expect(hostsFault(["Accept", "Host", "Host", "localhost:3000"])).toBeNull();
});
