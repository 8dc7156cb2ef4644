import { readiness } from "@/lib/server/readiness";

/** Whether to send people here. An upstream outage is no reason not to: the last good data still shows. */
export async function GET(): Promise<Response> {
  const answer = await readiness();
  return Response.json(answer, { status: answer.status === "ready" ? 200 : 503 });
}
