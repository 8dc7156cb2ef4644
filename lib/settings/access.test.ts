import { isAbsolute, join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildEnvironment, readSettings } from "./settings";
import { complaint } from "./testing";

const KEY = { HEPPU_API_KEY: "very-secret-key" };
const PUBLIC = { EARSHOT_PUBLIC_URL: "https://earshot.example" };
const OIDC = {
  EARSHOT_OIDC_ISSUER: "https://id.example/realms/floor",
  EARSHOT_OIDC_CLIENT_ID: "earshot",
  EARSHOT_OIDC_CLIENT_SECRET: "client-secret-canary",
};

describe("whether people sign in", () => {
  it.each([
    ["a key", KEY, "on"],
    ["a key and a word for it", { ...KEY, EARSHOT_AUTH: "on" }, "on"],
    ["a key, switched off outright", { ...KEY, EARSHOT_AUTH: "off" }, "off"],
    ["no key", {}, "demo"],
    ["no key, switched off", { EARSHOT_AUTH: "off" }, "demo"],
    ["a key and the demo's own permission", { ...KEY, EARSHOT_DEMO_PUBLIC: "true" }, "on"],
  ])("%s: %j", (_name, environment, auth) => {
    expect(readSettings(environment).auth).toBe(auth);
  });
});

describe("the address people open", () => {
  it.each([
    [{}, "http://localhost:3000"],
    [{ PORT: "8080" }, "http://localhost:8080"],
    [{ PORT: "8080", HOST: "localhost" }, "http://localhost:8080"],
    [{ HOST: "::1" }, "http://[::1]:3000"],
    [{ ...KEY, ...PUBLIC }, "https://earshot.example"],
    [{ ...KEY, EARSHOT_PUBLIC_URL: "https://Earshot.example:443/" }, "https://earshot.example"],
    [{ ...KEY, EARSHOT_PUBLIC_URL: "https://earshot.example:8443" }, "https://earshot.example:8443"],
    [{ ...KEY, EARSHOT_PUBLIC_URL: "http://localhost:8443" }, "http://localhost:8443"],
    [{ ...KEY, ...PUBLIC, HOST: "0.0.0.0" }, "https://earshot.example"],
    [{ ...KEY, ...PUBLIC, HOST: "[::]" }, "https://earshot.example"],
    [{ ...PUBLIC, EARSHOT_DEMO_PUBLIC: "true", HOST: "10.1.2.3" }, "https://earshot.example"],
  ])("%j: %s", (environment, publicUrl) => {
    expect(readSettings({ EARSHOT_TRUSTED_PROXIES: "1", ...environment }).publicUrl).toBe(publicUrl);
  });
});

describe("what other machines could reach is refused", () => {
  it.each<[string, Record<string, string>, string]>([
    ["without sign-in", { ...KEY, ...PUBLIC, EARSHOT_AUTH: "off" }, "EARSHOT_AUTH"],
    ["without sign-in, listening", { ...KEY, ...PUBLIC, EARSHOT_AUTH: "off", HOST: "0.0.0.0" }, "EARSHOT_AUTH"],
    ["without a public address", { ...KEY, HOST: "0.0.0.0" }, "EARSHOT_PUBLIC_URL"],
    ["without a public address, IPv6", { ...KEY, HOST: "::" }, "EARSHOT_PUBLIC_URL"],
    ["without a public address, one card", { ...KEY, HOST: "192.0.2.7" }, "EARSHOT_PUBLIC_URL"],
    // The door answers to few names of this machine; this is not one of them.
    ["without a public address, another loopback", { ...KEY, HOST: "127.8.8.8" }, "EARSHOT_PUBLIC_URL"],
    ["without TLS", { ...KEY, HOST: "0.0.0.0", EARSHOT_PUBLIC_URL: "http://localhost:3000" }, "EARSHOT_PUBLIC_URL"],
    [
      "https without the number of proxies",
      { ...KEY, EARSHOT_PUBLIC_URL: "https://e.example" },
      "EARSHOT_TRUSTED_PROXIES",
    ],
    ["the demo", { ...PUBLIC, HOST: "0.0.0.0" }, "EARSHOT_DEMO_PUBLIC"],
    ["the demo behind a proxy", PUBLIC, "EARSHOT_DEMO_PUBLIC"],
    ["the demo, forbidden", { ...PUBLIC, EARSHOT_DEMO_PUBLIC: "false" }, "EARSHOT_DEMO_PUBLIC"],
    ["the demo without TLS", { HOST: "0.0.0.0", EARSHOT_DEMO_PUBLIC: "true" }, "EARSHOT_PUBLIC_URL"],
  ])("%s, in one sentence that names %j", (_name, environment, name) => {
    expect(complaint(environment)).toMatch(new RegExp(`^${name} is not usable: it should be [^\\n]+\\.$`));
  });

  it("says why a public address must be https", () => {
    expect(complaint({ ...KEY, HOST: "0.0.0.0" })).toContain("browsers keep sign-in cookies over https only");
  });
});

describe("a wrong value", () => {
  it.each([
    ["EARSHOT_AUTH", "maybe"],
    ["EARSHOT_AUTH", "ON"],
    ["EARSHOT_AUTH", "false"],
    ["EARSHOT_PUBLIC_URL", "earshot.example"],
    ["EARSHOT_PUBLIC_URL", "http://earshot.example"],
    ["EARSHOT_PUBLIC_URL", "http://localhost.earshot.example"],
    ["EARSHOT_PUBLIC_URL", "https://earshot.example/floor"],
    ["EARSHOT_PUBLIC_URL", "https://earshot.example/?a=1"],
    ["EARSHOT_PUBLIC_URL", "https://earshot.example/#a"],
    ["EARSHOT_PUBLIC_URL", "https://user:pass@earshot.example"],
    ["EARSHOT_PUBLIC_URL", "ftp://earshot.example"],
    ["EARSHOT_TRUSTED_PROXIES", "-1"],
    ["EARSHOT_TRUSTED_PROXIES", "6"],
    ["EARSHOT_TRUSTED_PROXIES", "10.0.0.0/8"],
    ["EARSHOT_TRUSTED_PROXIES", "true"],
    ["EARSHOT_DEMO_PUBLIC", "please"],
    ["DATABASE_URL", "mysql://user:canary-password@db.example/earshot"],
    ["DATABASE_URL", "user:canary-password@db.example/earshot"],
    ["DATABASE_URL", "postgres://user:canary password@db.example/earshot"],
    ["DATABASE_URL", "postgres://[canary-password"],
    ["EARSHOT_SECRET_KEY", "canary-too-short"],
    ["EARSHOT_SECRET_KEY", `canary ${"k".repeat(40)}`],
    ["EARSHOT_PRIVATE_HOSTS", "https://canary.example"],
    ["EARSHOT_PRIVATE_HOSTS", "canary.example/path"],
    ["EARSHOT_PRIVATE_HOSTS", "fine.example, can ary"],
    ["EARSHOT_DATA_DIR", "canary\0"],
    ["EARSHOT_ADMIN_EMAIL", "canary"],
    ["EARSHOT_ADMIN_EMAIL", "canary@"],
    ["EARSHOT_ADMIN_EMAIL", "can ary@floor.example"],
    ["EARSHOT_ADMIN_PASSWORD", "canary-shor"],
    ["EARSHOT_ADMIN_PASSWORD", "canary".repeat(50)],
    ["EARSHOT_OIDC_ISSUER", "http://id.example"],
    ["EARSHOT_OIDC_ISSUER", "id.example"],
    ["EARSHOT_OIDC_ISSUER", "https://user:canary@id.example"],
    ["EARSHOT_OIDC_CLIENT_ID", "can\nary"],
    ["EARSHOT_OIDC_CLIENT_SECRET", "canary\u0007"],
    ["EARSHOT_OIDC_NAME", "canary ".repeat(20)],
    ["EARSHOT_OIDC_NAME", "canary \u202e"],
    ["EARSHOT_OIDC_SCOPES", "email profile"],
    ["EARSHOT_OIDC_SCOPES", "openid\temail"],
    ["EARSHOT_OIDC_ROLE_CLAIM", "can\nary"],
    ["EARSHOT_OIDC_ADMIN_VALUES", "a,".repeat(3000)],
    ["EARSHOT_OIDC_DEFAULT_ROLE", "admin"],
    ["EARSHOT_OIDC_TRUST_EMAIL", "canary"],
    ["EARSHOT_SESSION_HOURS", "0"],
    ["EARSHOT_SESSION_HOURS", "169"],
    ["EARSHOT_SESSION_HOURS", "1.5"],
  ])("of %s, %j, is one sentence that names it and does not repeat it", (name, value) => {
    const sentence = complaint({ ...KEY, [name]: value });
    expect(sentence).toMatch(new RegExp(`^${name} is not usable: it should be [^\\n]+\\.$`));
    expect(sentence).not.toContain("canary");
  });

  it.each([
    ["EARSHOT_ADMIN_PASSWORD", { EARSHOT_ADMIN_EMAIL: "admin@canary.example" }],
    ["EARSHOT_ADMIN_EMAIL", { EARSHOT_ADMIN_PASSWORD: "canary-password" }],
    ["EARSHOT_OIDC_ISSUER", { ...OIDC, EARSHOT_OIDC_ISSUER: "" }],
    ["EARSHOT_OIDC_CLIENT_ID", { ...OIDC, EARSHOT_OIDC_CLIENT_ID: "" }],
    ["EARSHOT_OIDC_CLIENT_SECRET", { ...OIDC, EARSHOT_OIDC_CLIENT_SECRET: "" }],
  ])("%s missing beside what belongs to it is said, without a value", (name, environment) => {
    for (const mode of [KEY, {}]) {
      const sentence = complaint({ ...mode, ...environment });
      expect(sentence).toMatch(new RegExp(`^${name} is not usable: it should be set, because EARSHOT_[A-Z_]+ is\\.$`));
      expect(sentence).not.toContain("canary");
    }
  });
});

describe("the other settings of access", () => {
  it("have defaults that need nothing", () => {
    expect(readSettings(KEY)).toMatchObject({ trustedProxies: 0, databaseUrl: null, admin: null, oidc: null });
  });

  it("name the data folder absolutely, whatever folder the server runs in", () => {
    expect(readSettings({}).dataDir).toBe(join(process.cwd(), "data"));
    expect(readSettings({ EARSHOT_DATA_DIR: "elsewhere" }).dataDir).toBe(join(process.cwd(), "elsewhere"));
    expect(readSettings({ EARSHOT_DATA_DIR: "/var/lib/earshot" }).dataDir).toBe("/var/lib/earshot");
    expect(isAbsolute(readSettings({}).dataDir)).toBe(true);
  });

  it("name hosts of one's own network as an address would have them", () => {
    expect(readSettings(KEY)).toMatchObject({ privateHosts: [], secretKey: null, isPublicDemo: false });
    const EARSHOT_PRIVATE_HOSTS = "Scorer.Internal., 10.0.0.5, ::1, [fd00::7]";
    expect(readSettings({ ...KEY, EARSHOT_PRIVATE_HOSTS }).privateHosts).toEqual([
      ...["scorer.internal", "10.0.0.5", "::1", "fd00::7"],
    ]);
  });

  it("know a demo that others look at", () => {
    expect(readSettings({ EARSHOT_DEMO_PUBLIC: "true" }).isPublicDemo).toBe(true);
    expect(readSettings({ ...KEY, EARSHOT_DEMO_PUBLIC: "true" }).isPublicDemo).toBe(false);
  });

  it.each(["postgres://u:p@db.example/earshot", "postgresql://db.example:5433/earshot?sslmode=require"])(
    "take %s for the database",
    (address) => {
      expect(readSettings({ ...KEY, DATABASE_URL: address }).databaseUrl).toBe(address);
    },
  );

  it("know the first admin by an address in lower case", () => {
    const admin = { EARSHOT_ADMIN_EMAIL: "Admin@Floor.example", EARSHOT_ADMIN_PASSWORD: "correct horse battery" };
    expect(readSettings({ ...KEY, ...admin }).admin).toEqual({
      email: "admin@floor.example",
      password: "correct horse battery",
    });
  });

  it("read a provider with three settings, and all the rest that it may have", () => {
    expect(readSettings({ ...KEY, ...OIDC }).oidc).toEqual({
      issuer: OIDC.EARSHOT_OIDC_ISSUER,
      clientId: "earshot",
      clientSecret: OIDC.EARSHOT_OIDC_CLIENT_SECRET,
      name: "Single sign-on",
      scopes: "openid email profile",
      roleClaim: "groups",
      roleValues: { admin: [], supervisor: [], viewer: [] },
      trustEmail: false,
      defaultRole: null,
    });
    const rest = {
      EARSHOT_OIDC_NAME: "Floor ID",
      EARSHOT_OIDC_SCOPES: "openid  email groups",
      EARSHOT_OIDC_ROLE_CLAIM: "realm_access.roles",
      EARSHOT_OIDC_ADMIN_VALUES: "earshot-admins, Operations ,,",
      EARSHOT_OIDC_SUPERVISOR_VALUES: "leads",
      EARSHOT_OIDC_DEFAULT_ROLE: "viewer",
      EARSHOT_OIDC_TRUST_EMAIL: "true",
    };
    expect(readSettings({ ...KEY, EARSHOT_SESSION_HOURS: "8" }).sessionLifeMs).toBe(8 * 3_600_000);
    expect(readSettings(KEY).sessionLifeMs).toBe(7 * 24 * 3_600_000);
    expect(readSettings({ ...KEY, ...OIDC, ...rest }).oidc).toMatchObject({
      name: "Floor ID",
      scopes: "openid email groups",
      roleClaim: "realm_access.roles",
      roleValues: { admin: ["earshot-admins", "Operations"], supervisor: ["leads"], viewer: [] },
      defaultRole: "viewer",
      trustEmail: true,
    });
  });

  it.each([{}, { ...KEY, EARSHOT_AUTH: "off" }])(
    "have neither admin nor provider where nobody signs in: %j",
    (mode) => {
      const admin = { EARSHOT_ADMIN_EMAIL: "a@floor.example", EARSHOT_ADMIN_PASSWORD: "correct horse battery" };
      expect(readSettings({ ...mode, ...OIDC, ...admin })).toMatchObject({ admin: null, oidc: null });
    },
  );
});

it("a build's environment holds no secret, old or new", () => {
  const secrets = {
    HEPPU_API_KEY: "canary-1",
    EARSHOT_DEMO_KEY: "canary-2",
    DATABASE_URL: "postgres://u:canary-3@db.example/x",
    EARSHOT_ADMIN_EMAIL: "canary-4@floor.example",
    EARSHOT_ADMIN_PASSWORD: "canary-5",
    EARSHOT_OIDC_CLIENT_SECRET: "canary-6",
    NEXT_PUBLIC_ANYTHING: "canary-7",
  };
  const before = { ...process.env };
  Object.assign(process.env, secrets);
  const built = JSON.stringify(buildEnvironment());
  for (const name of Object.keys(secrets)) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
  expect(built).not.toContain("canary");
});
