"use client";

import clsx from "clsx";
import { type RefObject, useState } from "react";
import { useKeys } from "@/components/shell/keys";
import { Button, buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { PhoneOff } from "@/components/ui/icons";
import type { Call } from "@/lib/calls/call";
import { isLive } from "@/lib/calls/status";
import { errorWords } from "@/lib/queries/error-words";
import { type EndCallState, isDialogOpen } from "./end-call-state";
import { EndReason } from "./end-reason";
import { useEndCall } from "./use-end-call";

/** The button that ends a live call, and the question before it: nothing of it is ever loaded late. After the end the focus goes to `afterwards`. */
export function EndCall({
  call,
  title,
  asOfMs,
  afterwards,
}: {
  call: Call;
  /** which call it is, in words */
  title: string;
  asOfMs: number | null;
  afterwards: RefObject<HTMLElement | null>;
}) {
  const { state, open, close, send } = useEndCall(call, asOfMs);
  const [reason, setReason] = useState("");
  const [wasLive] = useState(isLive(call.status));
  const live = isLive(call.status);
  const done = state.kind === "done";
  const canEnd = live && !done;
  useKeys(canEnd ? [{ keys: "e", label: "End the call (asks first)", group: "Call", run: open }] : []);
  const dialogOpen = isDialogOpen(state);
  return (
    <>
      {canEnd ? (
        <Button variant="secondary" onClick={open} aria-keyshortcuts="e" className="text-red">
          <PhoneOff aria-hidden />
          <span className="max-sm:sr-only">End call</span>
        </Button>
      ) : wasLive ? (
        // Its place stays, so that what stands beside it does not move when the call ends.
        <span aria-hidden className={clsx(buttonClass(), "invisible")}>
          <PhoneOff />
          <span className="max-sm:sr-only">End call</span>
        </span>
      ) : null}
      <span role="status" className="sr-only">
        {done ? "You ended the call." : ""}
      </span>
      {dialogOpen ? (
        <Dialog
          open
          onOpenChange={(next) => {
            if (!next) close();
          }}
          title={TITLES[state.kind]}
          description={<bdi>{title}</bdi>}
          fallbackFocus={afterwards}
          footer={<Footer state={state} onSend={() => void send(reason.trim())} onClose={close} />}
        >
          <div aria-live="polite" data-end-call={state.kind}>
            <Explanation state={state} />
          </div>
          {ASKING.has(state.kind) ? <EndReason reason={reason} onReason={setReason} /> : null}
        </Dialog>
      ) : null}
    </>
  );
}

const TITLES: Record<EndCallState["kind"], string> = {
  closed: "End this call?",
  asking: "End this call?",
  sending: "Ending the call…",
  unsure: "Not confirmed yet",
  still_running: "The call is still running",
  failed: "The call was not ended",
  over: "The call has already ended",
  done: "The call has ended",
};

/** While the request can still be sent it can say why. */
const ASKING: ReadonlySet<EndCallState["kind"]> = new Set(["asking", "sending", "still_running", "failed"]);

function Explanation({ state }: { state: EndCallState }) {
  switch (state.kind) {
    case "unsure":
      return (
        <p>
          {state.reason === null || state.reason === "call_service_timeout"
            ? "The call service did not answer in time."
            : `${errorWords(state.reason, "cancel").title}.`}{" "}
          Earshot is reading the call again to find out whether it was ended…
        </p>
      );
    case "still_running":
      return (
        <p>
          {state.claimed
            ? "The call service said that it ended the call, yet the call is still running."
            : "Earshot has read the call again: it was not ended."}{" "}
          You can try once more.
        </p>
      );
    case "failed": {
      const words = errorWords(state.reason, "cancel");
      return (
        <div role="alert">
          <p className="font-medium">{words.title}</p>
          <p className="text-muted">{words.text}</p>
        </div>
      );
    }
    case "over":
      return <p>Nothing more to do.</p>;
    default:
      return <p>The caller is disconnected at once and the call's room is closed. This cannot be undone.</p>;
  }
}

function Footer({ state, onSend, onClose }: { state: EndCallState; onSend: () => void; onClose: () => void }) {
  if (state.kind === "over") return <Button onClick={onClose}>Close</Button>;
  if (state.kind === "unsure") return <Button onClick={onClose}>Close, it shows on the page</Button>;
  const sending = state.kind === "sending";
  return (
    <>
      <Button onClick={onClose} disabled={sending} autoFocus>
        Keep the call
      </Button>
      <Button variant="danger" onClick={onSend} disabled={sending} aria-busy={sending}>
        <PhoneOff aria-hidden />
        {sending ? "Ending…" : state.kind === "asking" ? "End call" : "Try again"}
      </Button>
    </>
  );
}
