import "server-only";
import type { Actor } from "@/lib/access/actor";
import type { StoredSettings, StoredSettingsChange } from "@/lib/access/stored-settings";
import { SESSION_IDLE_MS } from "@/lib/identity";
import { oidcRedirectUri } from "@/lib/settings/oidc-address";
import { settings } from "@/lib/settings/settings";
import type { RetentionLoss, StoredSettingsAnswer } from "@/lib/wire/settings-contract";
import { access } from "./access";
import { keepsCalls } from "./archive-decision";
import { authorize } from "./authorize";
import { lostBy } from "./retention";

const HOUR_MS = 3_600_000;

/** What admins may set, and how people sign in, which is set where Earshot is started. */
export async function readStoredSettings(actor: Actor): Promise<StoredSettingsAnswer["data"]> {
  await authorize(actor, "settings.manage");
  const { storedSettings } = await access();
  return told(await storedSettings.current(), await keepsCalls());
}

/** Changes the fields given; what was changed stands in the audit trail with its new value. */
export async function changeStoredSettings(
  actor: Actor,
  wanted: StoredSettingsChange,
): Promise<StoredSettingsAnswer["data"]> {
  await authorize(actor, "settings.manage");
  const { storedSettings, change } = await access();
  const detail = Object.fromEntries(
    Object.entries(wanted).flatMap(([topic, fields]) =>
      Object.entries(fields ?? {}).map(([field, value]) => [`${topic}.${field}`, value]),
    ),
  );
  const changed = await change(actor, async (unit) => {
    unit.audit.record({ action: "settings.changed", detail });
    return storedSettings.change(unit.tx, wanted);
  });
  return told(changed, await keepsCalls());
}

/** What would be lost by keeping things for so many days; what is not given stays. */
export async function retentionLoss(
  actor: Actor,
  wanted: { auditDays?: number | undefined; endedDays?: number | undefined },
): Promise<RetentionLoss> {
  await authorize(actor, "settings.manage");
  const parts = await access();
  const { auditDays, endedDays } = (await parts.storedSettings.current()).retention;
  const lost = await lostBy(
    parts,
    { auditDays, endedDays },
    { auditDays: wanted.auditDays ?? auditDays, endedDays: wanted.endedDays ?? endedDays },
  );
  return { auditEntries: lost.auditDays, endedRecords: lost.endedDays };
}

function told({ privacy, retention, archive }: StoredSettings, keeps: boolean | null): StoredSettingsAnswer["data"] {
  const coming = (shorter: { days: number; atMs: number } | null) =>
    shorter && { days: shorter.days, from: new Date(shorter.atMs).toISOString() };
  const { auditDays, endedDays, shorter } = retention;
  return {
    privacy,
    retention: {
      ...{ auditDays, endedDays },
      shorter: { auditDays: coming(shorter.auditDays), endedDays: coming(shorter.endedDays) },
    },
    archive: { keeps, keepUp: archive.keepUp },
    signIn: signInFacts(),
  };
}

function signInFacts(): StoredSettingsAnswer["data"]["signIn"] {
  const { auth, publicUrl, trustedProxies, sessionLifeMs, oidc } = settings();
  return {
    mode: auth,
    publicUrl,
    trustedProxies,
    sessionIdleHours: SESSION_IDLE_MS / HOUR_MS,
    sessionLifeHours: sessionLifeMs / HOUR_MS,
    oidc: oidc && {
      name: oidc.name,
      issuer: oidc.issuer,
      clientId: oidc.clientId,
      redirectUri: oidcRedirectUri(publicUrl),
      scopes: oidc.scopes,
      roleClaim: oidc.roleClaim,
      roles: Object.entries(oidc.roleValues).map(([role, values]) => ({ role, values })),
      defaultRole: oidc.defaultRole,
      trustEmail: oidc.trustEmail,
    },
  };
}
