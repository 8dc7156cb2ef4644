import { and, eq, inArray } from "drizzle-orm";
import { users } from "@/lib/database/schema";
import { type Action, rolesThat } from "./can";

/**
 * Who makes links and passes where nobody signs in: no user whose rights could end stands behind them. Everybody who
 * reaches the demo is its admin, so what was made there works there and nowhere else, whatever database it lies in.
 */
export const makersWithoutUser = (isDemo: boolean): "demo" | "off" => (isDemo ? "demo" : "off");

/** Whether the user of this row may do this now, as a condition; null where there is no user any more. */
export const mayStill = (action: Action) => and(eq(users.status, "active"), inArray(users.role, rolesThat(action)));
