/**
 * Who may import whom (docs/architecture.md). A broken rule fails `npm test`.
 * `room` allows a room to reach only the listed rooms of ours; packages and node built-ins are judged elsewhere.
 */
const OURS = "^(app|components|lib|bench|e2e)/";
/** Every room may read them: they know none. */
const FOR_ALL = "^lib/errors/";
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
    room("call-api-reads-words-only", "^lib/call-api/", ["^lib/calls/"]),
    room("live-reads-words-only", "^lib/live/", ["^lib/calls/"]),
    room("log-knows-no-rooms", "^lib/log/", []),
    room("http-reads-words-only", "^lib/http/", ["^lib/calls/", "^lib/format/", "^lib/log/"]),
    room("database-knows-no-rooms", "^lib/database/", []),
    room("jobs-read-the-database-only", "^lib/jobs/", ["^lib/database/"]),
    room("access", "^lib/access/", ["^lib/calls/", "^lib/database/", "^lib/format/"]),
    room("queries", "^lib/queries/", ["^lib/http/", "^lib/calls/"]),
    room("simulator-stands-alone", "^lib/simulator/", ["^lib/calls/build\\.ts$"]),
    room("server-wires-libs", "^lib/server/", ["^lib/(?!queries/)"]),
    room("ui-knows-no-calls", "^components/ui/", []),
    room("components", "^components/(?!ui/)", [
      "^components/",
      "^lib/queries/",
      "^lib/http/(paths|fetch-json|contract|identity-contract|settings-contract|share-contract|wall-contract)\\.ts$",
      "^lib/calls/",
      "^lib/format/",
    ]),
    room("route-handlers", "^app/(api|healthz|readyz)/", ["^lib/(server|http|calls)/"]),
    room("pages", "^app/(?!api/|healthz/|readyz/)", ["^components/", "^lib/(queries|server|http|calls|format)/"]),
    {
      name: "pure-rooms-take-only-zod",
      severity: "error",
      from: { path: "^lib/(calls|format)/", pathNot: TESTS },
      to: { dependencyTypes: ["npm", "npm-dev", "core"], pathNot: "node_modules/zod/" },
    },
    {
      name: "no-test-code-in-product",
      severity: "error",
      from: { path: "^(app|components|lib)/", pathNot: TESTS },
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
