import type { CallListItem } from "./call";

/** The upstream's own query parameters (upstream-api.md, "GET /calls"). */
export type ListFilters = {
  agentId?: string;
  status?: string;
  direction?: string;
  phoneNumber?: string;
  startDate?: string;
  endDate?: string;
  limit?: number;
  offset?: number;
  sortBy?: "createdAt" | "scheduledAt";
  sortOrder?: "asc" | "desc";
};

/** One page of the upstream's list. */
export type CallPage = {
  calls: CallListItem[];
  pagination: { total: number | null; limit: number; offset: number; hasMore: boolean };
  /** rows that could not be read */
  droppedRows: number;
};
