/** A command that cannot be done, in one sentence for whoever gave it. Nothing was changed. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
