/** The Postgres major of the engine that this Earshot runs on; another one's files it cannot read. */
export const ENGINE_VERSION = "18";

/** Of those before it, the ones whose engine comes along as a package, so that `upgrade` can read them. */
export const CAN_UPGRADE_FROM: readonly string[] = ["17"];
