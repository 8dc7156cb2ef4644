/** Why a request to an address that somebody typed came to nothing. */
export type OutgoingFault =
  /** the name leads to this machine, its network or a cloud's metadata, and no operator has allowed it */
  | "forbidden_address"
  /** http:// where it would leave this network */
  | "not_encrypted"
  | "unreachable"
  | "timeout"
  /** the answer leads elsewhere; nothing is followed */
  | "redirected"
  | "too_large"
  /** packed, though we asked for an answer that is not */
  | "unreadable";

/** A failed request to an address that somebody typed. Its message is fixed text: no address, nothing that came back. */
export class OutgoingError extends Error {
  override readonly name = "OutgoingError";
  readonly fault: OutgoingFault;

  constructor(fault: OutgoingFault) {
    super(`A request to an address that was typed failed: ${fault}.`);
    this.fault = fault;
  }
}
