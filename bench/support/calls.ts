import type { Upstream } from "@/e2e/support/upstream";

const WORDS = [
  "I have your order here, and I can see that the parcel left our depot yesterday evening.",
  "That's good to hear. Could you tell me when it will be at my door?",
  "It should be with you tomorrow between nine and noon; the driver rings before he comes.",
  "Perfect. And if nobody is in, can it be left with the neighbours at number twelve?",
];

/** `count` lines of a conversation, one every `gapMs`, the last one at `endMs` (epoch); `padding` lengthens each. */
export function talk(count: number, endMs: number, gapMs: number, padding = 0) {
  return Array.from({ length: count }, (_, index) => ({
    role: index % 2 === 0 ? "assistant" : "user",
    content: `${index + 1}. ${WORDS[index % WORDS.length]}${" and so on".repeat(padding)}`,
    timestamp: new Date(endMs - (count - 1 - index) * gapMs).toISOString(),
  }));
}

/** Puts so many active calls there, each with so many lines; nothing about them changes by itself. */
export async function putCalls(upstream: Upstream, calls: number, lines: number): Promise<void> {
  const nowMs = Date.now();
  for (let index = 0; index < calls; index++) {
    const startedAt = new Date(nowMs - lines * 3_000 - index * 50).toISOString();
    await upstream.put({
      id: `call_bench_${index}`,
      phoneNumber: `+1415555${String(index).padStart(4, "0")}`,
      createdAt: startedAt,
      startedAt,
      transcript: talk(lines, nowMs, 3_000),
    });
  }
}
