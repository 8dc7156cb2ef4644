"use client";

import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { KeyRound, Unplug, WifiOff } from "@/components/ui/icons";
import { errorWords } from "@/lib/queries/error-words";
import type { FetchReason } from "@/lib/wire/fetch-json";

/** The server's own sentence names what of the question it does not take, or that the role does not have. */
const TOLD: readonly FetchReason[] = ["invalid_request", "not_permitted", "too_many_attempts"];

/**
 * A question to the archive was not answered, and there is no older answer to show.
 * @param title what could not be done, for when the server says why in a sentence of its own
 * @param onFirst to the first page of a list; null: this is it
 */
export function QuestionRefused({
  reason,
  message,
  title,
  onRetry,
  onFirst = null,
}: {
  reason: FetchReason;
  message?: string;
  title: string;
  onRetry: () => void;
  onFirst?: (() => void) | null;
}) {
  const words = errorWords(reason, "calls");
  const isTold = message !== undefined && TOLD.includes(reason);
  const isOfRights = words.action === "check_key" || reason === "not_permitted";
  const Icon = isOfRights ? KeyRound : reason === "offline" ? WifiOff : Unplug;
  return (
    <ErrorState
      className="my-auto"
      icon={<Icon aria-hidden />}
      title={isTold ? title : words.title}
      text={isTold ? `${message} The filters are as they were.` : words.text}
      action={
        // A page of a list that there never was is refused as often as it is asked for.
        reason === "invalid_request" && onFirst !== null ? (
          <Button onClick={onFirst}>To the first page</Button>
        ) : (
          <Button onClick={onRetry}>Try now</Button>
        )
      }
    />
  );
}
