import * as agents from "./agents";
import * as analytics from "./analytics";
import * as archive from "./archive";
import * as calls from "./calls";
import type { Endpoint } from "./endpoint";
import * as exports from "./exports";
import * as identity from "./identity";
import * as quality from "./quality";
import * as service from "./service";
import * as settings from "./settings";
import * as sharing from "./sharing";
import * as views from "./views";
import * as walls from "./walls";

const all: Record<string, Endpoint> = {
  ...agents,
  ...calls,
  ...archive,
  ...analytics,
  ...exports,
  ...quality,
  ...views,
  ...sharing,
  ...walls,
  ...identity,
  ...settings,
  ...service,
};

/** Every address of ours by the name of its declaration, sorted by path. A test holds it against the files in app/. */
export const ENDPOINTS: Record<string, Endpoint> = Object.fromEntries(
  Object.entries(all).sort(([, one], [, other]) => (one.path < other.path ? -1 : 1)),
);
