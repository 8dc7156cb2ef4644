import { PhoneIncoming, PhoneOutgoing } from "@/components/ui/icons";

/** Which way the call was made, as an arrow and a word. */
export function Direction({ direction }: { direction: string | null }) {
  if (direction !== "inbound" && direction !== "outbound") return null;
  const Icon = direction === "inbound" ? PhoneIncoming : PhoneOutgoing;
  return (
    <span
      className="grid h-5 shrink-0 place-items-center text-faint"
      title={direction === "inbound" ? "Inbound" : "Outbound"}
    >
      <Icon className="size-3.5" aria-hidden />
      <span className="sr-only">{direction}</span>
    </span>
  );
}

/** "…0111" */
export function NumberTail({ tail }: { tail: string }) {
  return (
    <bdi className="shrink-0 text-faint" title="The last digits of the caller's number">
      {tail}
    </bdi>
  );
}
