import { describe, expect, it } from "vitest";
import {
  addressFault,
  cacheControlFor,
  cleanHeaders,
  clientAddress,
  hostFault,
  hostsFault,
  kindOf,
  methodFault,
  pagePolicy,
  proxyFault,
  readRules,
  referrerPolicy,
} from "./rules.mjs";

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
    expect(hostFault(host, null)).toBeNull();
    expect(hostFault(host, "earshot.example:8443")).toBeNull();
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
    expect(hostFault(host, null)).toMatchObject({ status: 421 });
    expect(hostFault(host, "earshot.example:8443")).toMatchObject({ status: 421 });
  });
  it.each([
    ["earshot.example", "earshot.example"],
    ["Earshot.Example", "earshot.example"],
    ["earshot.example:8443", "earshot.example:8443"],
    ["[2001:db8::1]:8443", "[2001:db8::1]:8443"],
  ])("serves %s, the name people open", (host, publicHost) => {
    expect(hostFault(host, publicHost)).toBeNull();
  });
  it.each([
    ["earshot.example", "earshot.example:8443"],
    ["earshot.example:80", "earshot.example"],
    ["earshot.example.", "earshot.example"],
    ["a.earshot.example", "earshot.example"],
    ["earshot.example.evil.example", "earshot.example"],
    ["earshotxexample", "earshot.example"],
    ["earshot.example, evil.example", "earshot.example"],
    ["192.0.2.7", "earshot.example"],
  ])("refuses %s where people open %s, without saying that name", (host, publicHost) => {
    const fault = hostFault(host, publicHost);
    expect(fault).toMatchObject({ status: 421 });
    expect(fault?.message).not.toContain("example");
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
      "x-earshot-address": "203.0.113.9",
      "x-earshot-anything": "1",
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
      "manifest-src 'self'",
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
    ["an app manifest", "/manifest.webmanifest", 200, "", "application/manifest+json", "public, max-age=3600"],
    ["an icon", "/icons/icon-192.png", 200, "public, max-age=0", "image/png", "public, max-age=3600"],
    ["an icon that is not there", "/icons/none.png", 404, "", "text/html", "private, no-store"],
    ["what only begins like one", "/robots.txt/x", 200, "", "text/html", "private, no-store"],
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

describe("who asks", () => {
  const PEER = "192.0.2.1";
  it.each<[string, string | undefined, number, string]>([
    ["no proxy is trusted: what it says is nobody's word", "203.0.113.9", 0, PEER],
    ["no header: it came past the proxies", undefined, 1, PEER],
    ["one proxy", "203.0.113.9", 1, "203.0.113.9"],
    ["one proxy, and a client that lies before it", "10.0.0.1, 127.0.0.1, 203.0.113.9", 1, "203.0.113.9"],
    ["two proxies", "203.0.113.9, 198.51.100.2", 2, "203.0.113.9"],
    ["two proxies, and a client that lies", "127.0.0.1,203.0.113.9 ,\t198.51.100.2", 2, "203.0.113.9"],
    ["past the outer one of two proxies", "203.0.113.9", 2, "203.0.113.9"],
    ["with a port", "203.0.113.9:50123", 1, "203.0.113.9"],
    ["IPv6", "2001:DB8::7", 1, "2001:db8::7"],
    ["IPv6 with brackets", "[2001:db8::7]", 1, "2001:db8::7"],
    ["IPv6 with brackets and a port", "[2001:db8::7]:443", 1, "2001:db8::7"],
    ["IPv6 with a zone", "fe80::1%eth0", 1, "fe80::1"],
    ["not an address", "unknown", 1, PEER],
    ["an empty header", "", 1, PEER],
    ["an empty entry", "203.0.113.9,", 1, PEER],
    ["a name", "localhost", 1, PEER],
    ["numbers that are no address", "999.1.1.1", 1, PEER],
    ["an address and more", "203.0.113.9 evil", 1, PEER],
    ["a line break", "203.0.113.9\r\nx-earshot-address: 1.1.1.1", 1, PEER],
    ["many entries", `${"10.0.0.1,".repeat(3000)}203.0.113.9`, 1, "203.0.113.9"],
  ])("%s", (_name, forwardedFor, proxies, expected) => {
    expect(clientAddress(PEER, forwardedFor, proxies)).toBe(expected);
  });

  it("is unknown when not even the socket says", () => {
    expect(clientAddress(undefined, undefined, 0)).toBe("unknown");
    expect(clientAddress(undefined, "nonsense", 1)).toBe("unknown");
  });
});

it.each([
  ["/wall", "no-referrer"],
  ["/wall/x", "no-referrer"],
  ["/s/0123456789abcdef01234567", "no-referrer"],
  ["/settings/account", "same-origin"],
  ["/sign-in", "same-origin"],
  ["/", "same-origin"],
])("%s tells other pages %s", (path, policy) => {
  expect(referrerPolicy(path)).toBe(policy);
});

it.each([
  ["", null],
  ["mode=nonsense", null],
  ["mode=production", { mode: "production", publicHost: null, alone: false, encrypted: false, proxies: 0 }],
  ["mode=production&proxies=all", { mode: "production", publicHost: null, alone: false, encrypted: false, proxies: 0 }],
  [
    "mode=development&public=http://localhost:3000&proxies=0",
    { mode: "development", publicHost: null, alone: false, encrypted: false, proxies: 0 },
  ],
  [
    "mode=production&public=https%3A%2F%2Fearshot.example%3A8443&proxies=2",
    { mode: "production", publicHost: "earshot.example:8443", alone: false, encrypted: true, proxies: 2 },
  ],
])("the door loaded with ?%s", (query, rules) => {
  expect(readRules(new URLSearchParams(query))).toEqual(rules);
});

describe("where nobody signs in and only this machine may come", () => {
  it.each([
    ["", false],
    ["&signIn=on", false],
    ["&signIn=off", true],
    ["&signIn=off&public=http://localhost:3000", true],
    ["&signIn=off&public=https://demo.example", false],
  ])("mode=production%s: alone is %s", (query, alone) => {
    expect(readRules(new URLSearchParams(`mode=production${query}`))?.alone).toBe(alone);
  });

  it.each(["x-forwarded-for", "x-forwarded-host", "forwarded", "via"])("a request with %s came by a proxy", (name) => {
    expect(proxyFault({ [name]: "" }, true)?.status).toBe(421);
    expect(proxyFault({ [name]: "1.2.3.4" }, false)).toBeNull();
  });

  it("a browser of this machine is served", () => {
    expect(proxyFault({ host: "localhost:3000", "x-forwarded-proto": "https" }, true)).toBeNull();
  });
});

describe("the right name with a wrong port", () => {
  it.each([
    ["earshot.example", "earshot.example:8443", "443", "8443"],
    ["Earshot.Example:8443", "earshot.example", "8443", "443"],
    ["[2001:db8::1]:81", "[2001:db8::1]:8443", "81", "8443"],
    ["[2001:db8::1]", "[2001:db8::1]:8443", "443", "8443"],
  ])("%s where %s is expected: both ports are named, and what a proxy must do", (host, publicHost, seen, wanted) => {
    const fault = hostFault(host, publicHost);
    expect(fault?.status).toBe(421);
    expect(fault?.message).toContain(`port ${seen}, and EARSHOT_PUBLIC_URL says port ${wanted}.`);
    expect(fault?.message).toContain("$http_host");
  });

  it.each(["evil.example", "evil.example:8443", "earshot.example.evil:8443", "earshot.example:x", ""])(
    "%s is another name, and no port is spoken of",
    (host) => expect(hostFault(host, "earshot.example:8443")?.message).not.toMatch(/port|8443/),
  );
});
