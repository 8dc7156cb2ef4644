import { queryOptions } from "@tanstack/react-query";
import { type FetchError, fetchJson } from "@/lib/wire/fetch-json";
import type { SessionsAnswer, UserEntry, UsersAnswer } from "@/lib/wire/identity-contract";
import { accountSessionsApiPath, usersApiPath } from "@/lib/wire/paths";

const SETTLED = { staleTime: 5_000, refetchOnWindowFocus: true } as const;

/** Browsers in which the person is signed in. */
export const sessionsQuery = () =>
  queryOptions<SessionsAnswer["data"]["sessions"], FetchError>({
    ...SETTLED,
    queryKey: ["account", "sessions"],
    queryFn: async ({ signal }) =>
      (await fetchJson<SessionsAnswer>(accountSessionsApiPath, { signal })).body.data.sessions,
  });

/** Everybody who may sign in, for admins. */
export const usersQuery = () =>
  queryOptions<UserEntry[], FetchError>({
    ...SETTLED,
    queryKey: ["users"],
    queryFn: async ({ signal }) => (await fetchJson<UsersAnswer>(usersApiPath, { signal })).body.data.users,
  });
