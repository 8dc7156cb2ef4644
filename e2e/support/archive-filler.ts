import { openEmbedded } from "@/lib/database/embedded";
import { fillArchive } from "./filled-archive";

/** Fills the archive of a data folder that nobody has open: `archive-filler.ts <data folder> <calls>`. */
const [, , dataDir = "", calls = "0"] = process.argv;
const open = await openEmbedded(dataDir);
await fillArchive(open, Number(calls));
await open.close();
