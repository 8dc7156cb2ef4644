import { agentsAnswerSchema } from "../agents-contract";
import { CALL_SERVICE } from "./call-reasons";
import { endpoint, whoMaySignedIn } from "./endpoint";

export const agentsApi = endpoint({
  path: "/api/v1/agents",
  topic: "People and tokens",
  methods: {
    GET: {
      summary:
        "The organisation's agents, minutes old at most, for whoever chooses whose calls a person or a wall shows",
      who: whoMaySignedIn("agents.read"),
      answer: agentsAnswerSchema,
      reasons: CALL_SERVICE,
    },
  },
});
