import { constants, createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { isId } from "@/lib/access/secrets";

/** A file that is being written: `sure` bytes are on the disk. */
export type WritingFile = {
  write(text: string): Promise<void>;
  /** @returns how many bytes there are now, all of them on the disk */
  settle(): Promise<number>;
  close(): Promise<void>;
};

export type ExportFolder = ReturnType<typeof createExportFolder>;

/** Files of exports, by the exports' ids, in a folder from which nothing else is served. */
export function createExportFolder(folder: string) {
  const pathOf = (id: string): string => {
    if (!isId(id)) throw new Error("no id of an export");
    return join(/* turbopackIgnore: true */ folder, id);
  };

  return {
    /** Goes on behind the first `sure` bytes; what an attempt that broke off wrote behind them goes. */
    async write(id: string, sure: number): Promise<WritingFile> {
      await mkdir(/* turbopackIgnore: true */ folder, { recursive: true, mode: 0o700 });
      const file: FileHandle = await open(pathOf(id), constants.O_RDWR | constants.O_CREAT, 0o600);
      try {
        if ((await file.stat()).size < sure) throw new MissingFileError();
        await file.truncate(sure);
      } catch (error) {
        await file.close();
        throw error;
      }
      let bytes = sure;
      return {
        async write(text) {
          const part = Buffer.from(text, "utf8");
          for (let from = 0; from < part.byteLength; ) {
            const { bytesWritten } = await file.write(part, from, part.byteLength - from, bytes);
            from += bytesWritten;
            bytes += bytesWritten;
          }
        },
        async settle() {
          await file.datasync();
          return bytes;
        },
        close: () => file.close(),
      };
    },

    /** @returns null where the file is not here, or not as long as it should be */
    async read(id: string, bytes: number): Promise<ReadableStream<Uint8Array> | null> {
      const found = await stat(pathOf(id)).catch(() => null);
      if (found === null || found.size !== bytes) return null;
      return Readable.toWeb(createReadStream(pathOf(id))) as ReadableStream<Uint8Array>;
    },

    remove: (id: string): Promise<void> => rm(pathOf(id), { force: true }),

    /** Removes the files that belong to none of these. @param known asked once it is known which files there are */
    async keepOnly(known: () => Promise<readonly string[]>): Promise<void> {
      const names = await readdir(/* turbopackIgnore: true */ folder).catch(() => []);
      const kept = new Set(await known());
      for (const name of names) {
        if (isId(name) && !kept.has(name)) await rm(pathOf(name), { force: true });
      }
    },
  };
}

/** What is said to be written is not here: it lies on another server, or somebody took it away. */
class MissingFileError extends Error {
  override readonly name = "MissingFileError";
}
