/** The process alone: it answers, so it runs. What it depends on is /readyz's business. */
export function GET(): Response {
  return new Response("ok");
}
