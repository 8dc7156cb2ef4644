"use client";
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { useEffect, useMemo, useRef, useState } from "react";
import { AttentionList } from "@/components/shell/attention-list";
import { usePause } from "@/components/shell/pause";
import { RibbonStrip } from "@/components/shell/ribbon";
import { StatusBadge } from "@/components/shell/status-badge";
import { buttonClass } from "@/components/ui/button";
import { Drawer } from "@/components/ui/drawer";
import { Link } from "@/components/ui/link";
import type { BoardCall } from "@/lib/calls/board";
import { callTitle } from "@/lib/calls/call-title";
import { failureSentence } from "@/lib/calls/status";
import { rowsOf, transcriptRows } from "@/lib/calls/transcript";
import { type CallData, callQuery } from "@/lib/queries/call";
import { callPagePath } from "@/lib/wire/paths";
import { AgentName, noLinesWords } from "./call-parts";
import { goesOn, reasonsOf } from "./call-words";
import { PeekActions } from "./peek-actions";
import { PeekFacts } from "./peek-facts";
import { PeekLines } from "./peek-lines";
import { PeekNote } from "./peek-note";
import { RowAges, RowAsOf, StageBadge } from "./row-stage";
import { CallTimer } from "./timer";
import { usePeekSide } from "./use-peek-side";

/** Arrows held down pass many calls: only one that is rested on is asked for. */
const REST_MS = 200;

/** One call over the edge of the board, to read along and act in. The call itself is read only while this is open. */
export function Peek({
  call,
  gone,
  masked,
  onClose,
  className,
}: {
  call: BoardCall;
  masked: boolean;
  /** it left the board: this is the last that was seen of it there */
  gone: boolean;
  onClose: () => void;
  className?: string | undefined;
}) {
  const { paused } = usePause();
  const rested = useRested(call.id);
  const options = callQuery(call.id, { paused });
  const { data, error } = useQuery({ ...options, enabled: rested ? (options.enabled ?? true) : false });
  const live = goesOn(call) && !gone;
  const attention = live ? reasonsOf(call) : [];
  const heading = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLElement>(null);
  const side = usePeekSide(call.id, panel);
  const rows = useRows(call, data);
  const failure = failureSentence(call.failureReason);
  return (
    <Drawer
      ref={panel}
      side={side}
      label={`Call with ${callTitle(call).who}`}
      title={
        <div className="py-1">
          <h2 ref={heading} tabIndex={-1} className="wrap-anywhere line-clamp-2 font-semibold text-base outline-none">
            <bdi>{callTitle(call).who}</bdi>
          </h2>
          <p className="flex gap-2 text-muted">
            <AgentName call={call} />
          </p>
        </div>
      }
      onClose={onClose}
      className={clsx(className)}
      footer={
        <PeekActions call={call} data={data} heading={heading}>
          <OpenCall id={call.id} />
        </PeekActions>
      }
    >
      <RowAges call={call}>
        <div className="max-h-[55%] shrink-0 space-y-3 overflow-y-auto px-4 pt-3">
          <div className="flex items-center gap-2">
            {gone && data ? (
              <StatusBadge status={data.answer.data.status} size="md" />
            ) : (
              <StageBadge call={call} gone={gone} size="md" />
            )}
            <RowAsOf call={call} className="ml-auto text-faint text-xs" />
            {gone ? null : (
              <CallTimer call={call} className={clsx("font-semibold text-lg", call.standsAt === null && "ml-auto")} />
            )}
          </div>
          <RibbonStrip ribbon={call.ribbon} live={live} height={28} />
          {gone && !data ? (
            <p className="text-muted">The last the board knew of it. Its own page says how it ended.</p>
          ) : null}
          {failure ? <p className="text-muted">{failure}</p> : null}
          <AttentionList attention={attention} />
          <PeekFacts call={call} masked={masked} />
          <PeekNote data={data} error={error} />
        </div>
        <PeekLines key={call.id} rows={rows} attention={attention} empty={`${noLinesWords(call, live)}.`} />
      </RowAges>
    </Drawer>
  );
}

/** The lines of the call itself; until it has come, the two that the board has. */
function useRows(call: BoardCall, data: CallData | undefined) {
  const { lastMessages } = call;
  return useMemo(
    () => (data ? rowsOf(data.answer.data.transcript) : transcriptRows(lastMessages)),
    [data, lastMessages],
  );
}

/** The first call is asked for at once, another when it has stayed for a moment. */
function useRested(id: string): boolean {
  const [rested, setRested] = useState(id);
  useEffect(() => {
    const timer = setTimeout(() => setRested(id), REST_MS);
    return () => clearTimeout(timer);
  }, [id]);
  return rested === id;
}

/** An address can name a call that the board has not, or has no longer. */
export function PeekUnknown({ id, onClose }: { id: string; onClose: () => void }) {
  return (
    <Drawer label="A call that is not on the board" onClose={onClose} footer={<OpenCall id={id} />}>
      <p className="min-h-0 flex-1 overflow-y-auto px-4 py-3 text-muted">
        There is no call <bdi className="wrap-anywhere font-medium text-text">{id}</bdi> on the board. It may have
        ended; its own page says so.
      </p>
    </Drawer>
  );
}

function OpenCall({ id }: { id: string }) {
  return (
    <Link href={callPagePath(id)} className={`${buttonClass("primary")} flex-1`}>
      Open the call
    </Link>
  );
}
