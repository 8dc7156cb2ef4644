"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo } from "react";
import { type FirstData, takeFirst } from "@/lib/queries/first-data";

/** Gives the queries below it what came with the page; what they show already changes only after the page is drawn. */
export function WithFirstData({ first, children }: { first: FirstData; children: ReactNode }) {
  const client = useQueryClient();
  const newer = useMemo(() => takeFirst(client, first), [client, first]);
  useEffect(() => {
    for (const { queryKey, data, updatedAt } of newer) client.setQueryData(queryKey, data, { updatedAt });
  }, [client, newer]);
  return children;
}
