import { queryOptions } from "@tanstack/react-query";
import type { AgentsAnswer } from "@/lib/wire/agents-contract";
import { type FetchError, fetchJson } from "@/lib/wire/fetch-json";
import { agentsApiPath } from "@/lib/wire/paths";

/** The organisation's agents, for forms that choose some of them; they change a few times a week. */
export const agentsQuery = () =>
  queryOptions<AgentsAnswer["data"], FetchError>({
    queryKey: ["agents"],
    staleTime: 60_000,
    queryFn: async ({ signal }) => (await fetchJson<AgentsAnswer>(agentsApiPath, { signal })).body.data,
  });
