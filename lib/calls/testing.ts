/**
 * Test code, for promises of a speed that hold on any machine: how many times as dear `work` is as `yardstick`, in processor
 * time, each in its quickest run of `runs`. Other work on the machine makes runs slower, never quicker.
 */
export function timesAsDear(work: () => unknown, yardstick: () => unknown, runs = 40): number {
  let [bestMs, yardMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let run = 0; run < runs; run++) {
    yardMs = Math.min(yardMs, processorMs(yardstick));
    bestMs = Math.min(bestMs, processorMs(work));
  }
  return bestMs / yardMs;
}

function processorMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** What reading the same lines from JSON costs: no judgement of them need be much dearer. */
export const readingOf = (messages: unknown) => () => JSON.parse(JSON.stringify(messages));
