import { fieldOf, isFields, ownFields, readText } from "./read-fields";

/** One of the organisation's agents, as `GET /agents` names them. Their phone numbers and set-up are not read. */
export type Agent = {
  id: string;
  /** null: the call service tells none */
  name: string | null;
  /** "voice", "chat"; null: not told */
  type: string | null;
  /** "deployed", "inactive", …, as it came; null: not told */
  status: string | null;
};

/** One page of the call service's agents. `droppedRows`: rows that could not be read. */
export type AgentPage = { agents: Agent[]; hasMore: boolean; droppedRows: number };

const LONGEST_ID = 200;
const IGNORED = () => undefined;

/** Reads a row of `GET /agents`, tolerantly. @returns null when there is no usable id */
export function readAgent(sent: unknown): Agent | null {
  if (!isFields(sent)) return null;
  const fields = ownFields(sent);
  const text = (...names: string[]) =>
    names.reduce<string | null>((known, name) => known ?? readText(fieldOf(fields, name), name, IGNORED), null);
  const id = text("id", "agentId")?.trim() ?? null;
  if (id === null || id.length > LONGEST_ID) return null;
  return { id, name: text("name", "agentName"), type: text("type"), status: text("status") };
}
