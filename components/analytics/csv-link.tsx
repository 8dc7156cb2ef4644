import { Download } from "@/components/ui/icons";
import { TOOL } from "./card-frame";

/** Takes what a card shows away as a table. */
export function CsvLink({ title, href }: { title: string; href: string }) {
  return (
    <a href={href} download aria-label={`${title} as CSV`} title="As CSV" className={TOOL}>
      <Download aria-hidden className="size-4" />
      CSV
    </a>
  );
}
