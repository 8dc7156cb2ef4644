import { environmentManager, QueryClient } from "@tanstack/react-query";

/** A client with our defaults: no retries of its own, because whatever is polled is asked for again anyway. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 1_000, networkMode: "always" } } });
}

let browserClient: QueryClient | undefined;

/** One client for the life of the page in the browser; a new one for each render on the server, where viewers differ. */
export function getQueryClient(): QueryClient {
  if (environmentManager.isServer()) return makeQueryClient();
  browserClient ??= makeQueryClient();
  return browserClient;
}
