import { z } from "zod";

/** `GET /api/v1/agents`: whom a scope or a wall can be set to. */
export const agentsAnswerSchema = z.strictObject({
  data: z.strictObject({
    /** by name */
    agents: z.array(
      z.strictObject({
        id: z.string(),
        /** null: the call service tells none */
        name: z.string().nullable(),
        /** "deployed", "inactive", … as the call service has it */
        status: z.string().nullable(),
      }),
    ),
    /** false: there are, or may be, agents that are not among these */
    isComplete: z.boolean(),
    /** when the call service said so, ISO 8601 */
    asOf: z.string(),
  }),
});

export type AgentsAnswer = z.infer<typeof agentsAnswerSchema>;
export type AgentEntry = AgentsAnswer["data"]["agents"][number];
