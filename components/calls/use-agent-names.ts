"use client";

import { useQuery } from "@tanstack/react-query";
import { archiveChoicesQuery } from "@/lib/queries/archive";

/** How agents are called, for what names them by their ids. @param isAsked whether anything does */
export function useAgentNames(isAsked: boolean): (id: string) => string {
  const { data } = useQuery({ ...archiveChoicesQuery(), enabled: isAsked });
  return (id) => data?.agents.find((agent) => agent.id === id)?.name ?? id;
}
