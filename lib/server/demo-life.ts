import "server-only";
import type { Person } from "@/lib/access/actor";
import { isLive } from "@/lib/calls/status";
import { sayDefect } from "@/lib/log/defect.mjs";
import { access } from "./access";
import { cancelCall, hideCall, revealCall } from "./call-actions";
import { earshot } from "./earshot";
import { sharing, views } from "./features";

/** Says in every list who made what stands there. */
const SET_UP: Person = {
  kind: "person",
  id: "demo",
  name: "Demo set-up",
  email: null,
  role: "admin",
  scope: null,
  via: "demo",
  credentialId: null,
  mayAct: true,
};
const GRANT = { live: true, transcript: true, summary: true, participants: true, metrics: true, masked: true };
const PASSCODE = "demo-passcode";

/**
 * Gives a new demo's settings pages something to show: views, links and entries of the audit trail, each by the very
 * function that people's own actions go through, on calls of the demo. Only where nothing was ever written down. People
 * are not among it: the database may be given real calls later, and then holds nobody who was made up.
 * @returns whether it did; never throws, for the demo needs none of it
 */
export async function fillDemo(): Promise<boolean> {
  try {
    const { audit } = await access();
    const before = await audit.list({}, { beforeId: null, limit: 1 });
    if (before.entries.length > 0) return false;
    const result = await earshot().live.board();
    if (result.kind === "fault") return false;
    const ids = result.board.data.calls.filter(({ status }) => isLive(status)).map(({ id }) => id);
    await saveViews();
    await lookAndShare(ids);
    return true;
  } catch (error) {
    sayDefect("demo.failed", "The demo could not be filled.", error);
    return false;
  }
}

async function saveViews(): Promise<void> {
  const page = "live";
  await views.save(SET_UP, { page, name: "Critical now", query: "attention=critical", shared: true });
  await views.save(SET_UP, { page, name: "Not answered yet", query: "status=unanswered", shared: true });
}

async function lookAndShare([first, second, third]: string[]): Promise<void> {
  if (first === undefined || second === undefined || third === undefined) return;
  const share = (callId: string, label: string, passcode: string | null) =>
    sharing.make(SET_UP, { callId, label, grant: GRANT, hours: 24, passcode });
  const kept = await share(first, "For the team lead", PASSCODE);
  const [id, secret = ""] = [kept.id, kept.path.split("#")[1]];
  const open = (passcode: string) => sharing.open(new Headers(), id, { secret, passcode });
  await open("not-this-one").catch(() => undefined);
  await open(PASSCODE);
  const gone = await share(second, "Sent to the wrong person", null);
  await sharing.revokeOne(SET_UP, gone.id);
  const supervisor: Person = { ...SET_UP, role: "supervisor" };
  await revealCall(supervisor, second);
  await hideCall(supervisor, second);
  await cancelCall({ ...SET_UP, role: "viewer" }, third).catch(() => undefined);
  await cancelCall(SET_UP, third, "to show how a call is ended");
}
