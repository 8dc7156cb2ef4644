import fs from "node:fs";
import { NodeFS } from "@electric-sql/pglite/nodefs";

/**
 * The engine's files on disk, with a real fsync: without this hook an fsync of the engine does nothing, and neither does
 * an fdatasync. `syncs` counts, so that a test sees when an upgrade drops the hook.
 */
export class DurableFS extends NodeFS {
  syncs = 0;

  /** @override @param {any} pg @param {any} options */
  async init(pg, options) {
    const made = await super.init(pg, options);
    const hook = (/** @type {any} */ module) => {
      const { NODEFS } = module;
      NODEFS.stream_ops.fsync = (/** @type {{ nfd?: number }} */ stream) => {
        if (stream.nfd === undefined) return 0;
        const file = stream.nfd;
        NODEFS.tryFSOperation(() => fs.fsyncSync(file));
        this.syncs++;
        return 0;
      };
    };
    made.emscriptenOpts.preRun = [...(made.emscriptenOpts.preRun ?? []), hook];
    return made;
  }
}
