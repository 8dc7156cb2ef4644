import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { CallPage } from "@/components/call/call-page";
import { tabName } from "@/components/call/tab-name";
import { WithFirstData } from "@/components/shell/with-first-data";
import { isCallId } from "@/lib/calls/id";
import { seedCall } from "@/lib/queries/call";
import { firstDataOf } from "@/lib/queries/first-data";
import { makeQueryClient } from "@/lib/queries/query-client";
import { prefetchCall } from "@/lib/server/prefetch";
import { visitor } from "@/lib/server/visitor";
import { callPagePath } from "@/lib/wire/paths";

type Props = { params: Promise<{ callId: string }> };

/** Enough for all but the longest calls; the browser asks for what came before as soon as it is alive. */
const FIRST_MESSAGES = 500;

/** Asked for once a request, by the title and by the page. */
const firstView = cache((callId: string) =>
  prefetchCall(visitor(callPagePath(callId)), callId, { messages: FIRST_MESSAGES }),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { callId } = await params;
  if (!isCallId(callId)) return { title: "Not a call" };
  const view = await firstView(callId);
  if (view.kind !== "data") return { title: "Call" };
  const { data, meta } = view.data.body;
  return { title: tabName(data, meta.contactName) };
}

export default async function Page({ params }: Props) {
  const { callId } = await params;
  if (!isCallId(callId)) notFound();
  const view = await firstView(callId);
  if (view.kind === "error" && view.reason === "call_not_found") notFound();
  const client = makeQueryClient();
  if (view.kind === "data") seedCall(client, callId, view.data);
  return (
    <WithFirstData first={firstDataOf(client)}>
      <CallPage callId={callId} refusal={view.kind === "error" ? view.reason : null} />
    </WithFirstData>
  );
}
