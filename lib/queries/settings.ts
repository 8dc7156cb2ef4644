import { queryOptions } from "@tanstack/react-query";
import { type FetchError, fetchJson } from "@/lib/wire/fetch-json";
import { auditApiPath, retentionApiPath, settingsApiPath, tokensApiPath } from "@/lib/wire/paths";
import type { AccessToken, AuditAnswer, RetentionLoss, StoredSettingsAnswer } from "@/lib/wire/settings-contract";
import { askForFile } from "./files";

/** Lists of the settings pages are read when their page opens and after each change; nobody waits for them to move. */
const SETTLED = { staleTime: 5_000, refetchOnWindowFocus: true } as const;

/** @param everybody all people's tokens, for admins */
export const tokensQuery = (everybody: boolean) =>
  queryOptions<AccessToken[], FetchError>({
    ...SETTLED,
    queryKey: ["tokens", { everybody }],
    queryFn: async ({ signal }) => {
      const path = everybody ? `${tokensApiPath}?of=everybody` : tokensApiPath;
      return (await fetchJson<{ data: { tokens: AccessToken[] } }>(path, { signal })).body.data.tokens;
    },
  });

export const storedSettingsQuery = () =>
  queryOptions<StoredSettingsAnswer["data"], FetchError>({
    ...SETTLED,
    queryKey: ["settings"],
    queryFn: async ({ signal }) => (await fetchJson<StoredSettingsAnswer>(settingsApiPath, { signal })).body.data,
  });

/** What would be lost by keeping things for so many days. @throws FetchError */
export async function readRetentionLoss(days: Parameters<typeof retentionApiPath>[0]): Promise<RetentionLoss> {
  return (await fetchJson<{ data: RetentionLoss }>(retentionApiPath(days))).body.data;
}

export type AuditSearch = { text: string; action: string; result: string; from: string; to: string };

/** The search as the address carries it; empty fields are left out. */
function auditParameters(search: AuditSearch): URLSearchParams {
  return new URLSearchParams(Object.entries(search).filter(([, value]) => value !== ""));
}

/** One page of the trail, newest first. @param before the last seen event's id; null: from the newest */
export async function readAudit(
  search: AuditSearch,
  before: number | null,
  signal?: AbortSignal,
): Promise<AuditAnswer["data"]> {
  const parameters = auditParameters(search);
  if (before !== null) parameters.set("before", String(before));
  return (await fetchJson<AuditAnswer>(`${auditApiPath}?${parameters}`, { signal })).body.data;
}

/** The filtered trail as a CSV file. @throws FetchError */
export const exportAudit = (path: string, search: AuditSearch): Promise<{ file: Blob; name: string }> =>
  askForFile(path, Object.fromEntries(auditParameters(search)));
