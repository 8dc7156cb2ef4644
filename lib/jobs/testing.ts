import type { Faults } from "./faults";

/** Test code: keeps what is told, and lets a test wait until something was. */
export function toldFaults() {
  const failed: { what: string; attempt: number; isLast: boolean; error: string }[] = [];
  let away = 0;
  const faults: Faults = {
    away: () => {
      away += 1;
    },
    well: () => undefined,
    failed: ({ error, ...attempt }) => failed.push({ ...attempt, error: String(error) }),
  };
  return { faults, failed, away: () => away };
}

/** Test code: a promise and what resolves it. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
