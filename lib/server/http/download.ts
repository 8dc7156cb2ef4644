import type { Download } from "@/lib/exports";

/** A file of somebody's: kept by no cache and shown by no browser. */
export const download = ({ body, headers }: Download): Response => new Response(body, { headers });
