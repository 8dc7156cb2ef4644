import { z } from "zod";
import { defineJob } from "@/lib/jobs/jobs";

const schema = z.object({ n: z.number() });

/** What background-writer.ts sends. */
export const NUMBER = { name: "number", schema };
export const numberJob = defineJob({ name: "number", schema, limitSeconds: 5, retries: 3, retryDelaySeconds: 0 });
