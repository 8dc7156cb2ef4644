/** Who hears how work in the background goes. */
export type Faults = {
  /** the database could not be asked: the work waits, nothing is lost */
  away(error: unknown): void;
  /** it could */
  well(): void;
  /** One attempt failed. `isLast`: there is no other, the work is given up. */
  failed(attempt: { what: string; attempt: number; isLast: boolean; error: unknown }): void;
};
