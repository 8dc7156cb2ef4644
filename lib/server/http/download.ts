import type { Download } from "@/lib/exports";

/** A file of somebody's: kept by no cache and shown by no browser. */
export const download = ({ body, headers }: Download): Response => new Response(body, { headers });

/** A table as a file. */
export const csvFile = ({ text, name }: { text: string; name: string }): Response =>
  download({
    body: text,
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
    },
  });
