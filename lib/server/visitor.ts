import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Actor } from "@/lib/access/actor";
import { signInPagePath } from "@/lib/wire/paths";
import { actorOf } from "./actor";

/** Who asks for this page: found out once for its layout, its title and itself. @throws as actorOf does */
export const pageActor = cache(async (): Promise<Actor> => actorOf(await headers()));

/** Who asks for this page; somebody who has not signed in is sent to do so first and then comes back to `path`. */
export async function visitor(path: string): Promise<Exclude<Actor, { kind: "anonymous" }>> {
  const actor = await pageActor();
  if (actor.kind === "anonymous") redirect(signInPagePath(path));
  return actor;
}
