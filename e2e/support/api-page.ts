import { whoInWords } from "@/lib/server/openapi/security";
import { METHODS, TOPICS } from "@/lib/wire/api/endpoint";
import { ENDPOINTS } from "@/lib/wire/api/registry";
import { REASON_SENTENCES } from "@/lib/wire/reason-sentences";
import { ERROR_REASONS, REASONS } from "@/lib/wire/reasons";

const HEAD = `# The API

Made of what the addresses say of themselves (\`lib/wire/api\`); \`npm run docs:api\` writes it anew. Shapes of bodies and
answers are in the OpenAPI document that every Earshot serves at \`/api/v1/openapi.json\`.

A program sends an access token (Settings, Access tokens) as \`x-api-key\`:

\`\`\`sh
curl -H "x-api-key: $TOKEN" https://earshot.example/api/v1/live
\`\`\`

What changes something comes from Earshot's own pages or with a token that may act, as \`application/json\`. How old an
answer is, and whether it has changed, stands in its headers ([architecture](architecture.md#our-http)).
`;

/** A cell: what would end it stands as text. */
const cell = (text: string) => text.replaceAll("|", "\\|");

/** docs/api.md: every address by topic, and every reason of a refusal. */
export function apiPage(): string {
  const reasons = ERROR_REASONS.map((reason) => {
    const { status, again } = REASONS[reason];
    return `| \`${reason}\` | ${status} | ${again ? "yes" : "no"} | ${cell(REASON_SENTENCES[reason])} |`;
  });
  return [
    HEAD,
    ...TOPICS.map(topicTable),
    "## Refusals\n",
    'The body is `{"error":{"message","code","reason","requestId"}}`. `reason` is for programs; `message` may say more than here.\n',
    "| Reason | Status | Worth asking again | Says |\n|---|---|---|---|",
    `${reasons.join("\n")}\n`,
  ].join("\n");
}

function topicTable(topic: string): string {
  const rows = Object.values(ENDPOINTS)
    .filter((endpoint) => endpoint.topic === topic)
    .flatMap(({ path, methods }) =>
      METHODS.flatMap((method) => {
        const operation = methods[method];
        if (operation === undefined) return [];
        return [`| \`${method} ${path}\` | ${cell(operation.summary)} | ${cell(whoInWords(operation.who))} |`];
      }),
    );
  return `## ${topic}\n\n| Address | What | Who may |\n|---|---|---|\n${rows.join("\n")}\n`;
}
