"use client";

import { TextField } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { JudgedCheck, Result } from "@/lib/wire/quality-contract";
import { EvidenceLines, type ToLines } from "./evidence-lines";
import { ResultMark } from "./result-mark";
import { RESULT_WORDS } from "./words";

type Verdict = { result: Result; reason: string };
const CHOICES: Result[] = ["pass", "fail", "not_applicable", "unknown"];

/** One check in a review: as the rubric has it with its lines, and what the reviewer says instead, with a reason. */
export function VerdictRow({
  check,
  chosen,
  problem,
  mayGive,
  isOwnOpinion,
  onChoose,
  onEvidence,
  lineAt,
}: {
  check: JudgedCheck;
  chosen: Verdict | null;
  problem: string | null;
  mayGive: boolean;
  /** what the rubric says is not shown */
  isOwnOpinion: boolean;
  /** null: as the rubric has it */
  onChoose: (verdict: Verdict | null) => void;
} & ToLines) {
  const { title, result, explanation, evidence } = check;
  const isOtherwise = chosen !== null && (isOwnOpinion || chosen.result !== result);
  return (
    <li data-check={check.key}>
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <span className="flex min-w-0 flex-1 basis-40 items-baseline gap-2">
          {isOwnOpinion ? null : (
            <span className="relative top-0.5">
              <ResultMark result={result} hidden />
            </span>
          )}
          <bdi className="wrap-anywhere font-medium">{title}</bdi>
        </span>
        {mayGive ? (
          <Select
            label={`Your verdict on: ${title}`}
            active={chosen !== null}
            className="w-40"
            value={chosen?.result ?? ""}
            onChange={({ target }) =>
              onChoose(target.value === "" ? null : { result: target.value as Result, reason: chosen?.reason ?? "" })
            }
          >
            <option value="">{isOwnOpinion ? "No opinion" : "As the rubric"}</option>
            {CHOICES.filter((one) => isOwnOpinion || one !== result).map((one) => (
              <option key={one} value={one}>
                {RESULT_WORDS[one]}
              </option>
            ))}
          </Select>
        ) : null}
      </div>
      {isOwnOpinion ? null : (
        <div className="pl-6 text-muted text-xs leading-5">
          <bdi className="wrap-anywhere">{explanation}</bdi>
          <EvidenceLines {...{ evidence, onEvidence, lineAt }} />
        </div>
      )}
      {mayGive && isOtherwise ? (
        <TextField
          className="mt-1"
          label="Reason"
          maxLength={500}
          value={chosen.reason}
          error={problem}
          hint={isOwnOpinion ? "Needed where the rubric says otherwise." : undefined}
          onChange={({ target }) => onChoose({ ...chosen, reason: target.value })}
        />
      ) : null}
    </li>
  );
}
