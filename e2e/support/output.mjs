/**
 * The output of steps that run side by side, one after the other for whoever reads: the step that began first and still
 * runs is heard as it speaks, what the others say waits until it is their turn. A quiet one is heard only if it failed.
 * @typedef {{ write: (text: string) => void, close: (failed: boolean) => void }} Voice
 */

/**
 * @param {(text: string) => void} print
 * @param {{ quiet: boolean }} options
 */
export function createOutput(print, { quiet }) {
  /** @type {{ held: string, ended: boolean }[]} */
  const waiting = [];

  function speak() {
    for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
      print(first.held);
      first.held = "";
      if (!first.ended) return;
      waiting.shift();
    }
  }

  /** @param {string} title printed before the first word @returns {Voice} */
  return function begin(title) {
    const step = { held: `${title}\n`, ended: false };
    if (!quiet) waiting.push(step);
    if (waiting[0] === step) speak();
    return {
      write(text) {
        step.held += text;
        if (waiting[0] === step) speak();
      },
      close(failed) {
        step.ended = true;
        if (quiet && failed) print(step.held);
        if (!quiet) speak();
      },
    };
  };
}
