import "server-only";
import { noStore } from "./route";

/** An answer nobody may keep, with these Set-Cookie headers on it. */
export function withCookies(answer: unknown, cookies: string[]): Response {
  const response = noStore(answer);
  for (const cookie of cookies) response.headers.append("Set-Cookie", cookie);
  return response;
}
