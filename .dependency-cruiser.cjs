/**
 * Who may import whom (docs/architecture.md). A broken rule fails `npm test`.
 * `room` allows a room to reach only the listed rooms of ours; packages and node built-ins are judged elsewhere.
 */
const OURS = "^(app|components|lib|bench|e2e)/";
/** Every room may read them: they know none. */
const FOR_ALL = "^lib/errors/";
/** What somebody does with Earshot. They meet in `lib/server` or through events, never each other. */
const FEATURES = ["analytics", "archive", "exports", "identity", "quality", "sharing", "views", "walls"];
const TESTS = "\\.test\\.tsx?$";

/** @param {string} name @param {string} from @param {string[]} to */
const room = (name, from, to) => ({
  name,
  severity: "error",
  from: { path: from, pathNot: TESTS },
  to: { path: OURS, pathNot: [from, FOR_ALL, ...to] },
});

module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    room("errors-know-no-rooms", FOR_ALL, []),
    room("calls-is-pure", "^lib/calls/", ["^lib/format/"]),
    room("format-is-pure", "^lib/format/", ["^lib/calls/"]),
    room("redaction-is-pure", "^lib/redaction/", ["^lib/(calls|format)/"]),
    room("wire-is-what-both-sides-agree-on", "^lib/wire/", ["^lib/(calls|format)/"]),
    room("call-api-reads-words-only", "^lib/call-api/", ["^lib/(calls|outgoing)/"]),
    room("outgoing-knows-no-rooms", "^lib/outgoing/", []),
    room("live-reads-words-only", "^lib/live/", ["^lib/calls/"]),
    room("log-knows-no-rooms", "^lib/log/", []),
    room("shared-state-knows-no-rooms", "^lib/shared-state/", []),
    room("database-knows-no-rooms", "^lib/database/", []),
    room("settings", "^lib/settings/", ["^lib/calls/"]),
    room("door", "^lib/door/", ["^lib/(log|settings)/"]),
    room("launch", "^lib/launch/", ["^lib/(database|door|log|settings|simulator)/"]),
    room("jobs-read-the-database-only", "^lib/jobs/", ["^lib/database/"]),
    room("access", "^lib/access/", ["^lib/(calls|database|format|redaction|shared-state|wire)/"]),
    ...FEATURES.map((name) =>
      room(`feature-${name}`, `^lib/${name}/`, [
        "^lib/(access|calls|database|format|jobs|log|outgoing|redaction|settings|shared-state|wire)/",
        // What happens to calls, as it is told; a feature never asks for a call to be read.
        "^lib/live/events\\.ts$",
      ]),
    ),
    {
      name: "features-are-entered-by-their-index",
      severity: "error",
      // A measurement looks at the parts of a feature one by one.
      from: { path: OURS, pathNot: [TESTS, "^bench/", ...FEATURES.map((name) => `^lib/${name}/`)] },
      to: { path: `^lib/(${FEATURES.join("|")})/(?!(index|testing)\\.ts$)` },
    },
    room("queries", "^lib/queries/", ["^lib/(wire|calls)/"]),
    room("simulator-stands-alone", "^lib/simulator/", ["^lib/calls/build\\.ts$"]),
    room("server-wires-libs", "^lib/server/", ["^lib/(?!queries|launch|door|simulator)"]),
    room("ui-knows-no-calls", "^components/ui/", []),
    room("components", "^components/(?!ui/)", [
      "^components/",
      "^lib/queries/",
      "^lib/wire/(paths|quality-paths|fetch-json|reasons|contract|[a-z]+-contract)\\.ts$",
      "^lib/(calls|format)/",
      "^lib/redaction/notice\\.ts$",
    ]),
    room("route-handlers", "^app/(api|healthz|readyz)/", [`^lib/(server|wire|settings|${FEATURES.join("|")})/`]),
    room("pages", "^app/(?!api/|healthz/|readyz/)", [
      "^components/",
      `^lib/(queries|server|wire|calls|format|${FEATURES.join("|")})/`,
    ]),
    {
      name: "pure-rooms-take-only-zod",
      severity: "error",
      from: { path: "^lib/(calls|format|redaction)/", pathNot: TESTS },
      to: { dependencyTypes: ["npm", "npm-dev", "core"], pathNot: "node_modules/zod/" },
    },
    {
      name: "no-test-code-in-product",
      severity: "error",
      from: { path: "^(app|components|lib)/", pathNot: `(${TESTS}|/testing\\.ts$|-writer\\.ts$)` },
      to: { path: `(${TESTS}|/testing\\.ts$|^e2e/|^bench/)` },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
