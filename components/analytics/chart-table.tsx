import { Link } from "@/components/ui/link";
import type { Table } from "./prepare/chart";

/** All that a chart draws, in words and digits; what counts calls leads to them. */
export function ChartTable({ table: { head, rows }, label, height }: { table: Table; label: string; height: number }) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keys
      tabIndex={0}
      aria-label={`${label}, as a table`}
      className="overflow-auto rounded-lg border border-line"
      style={{ height }}
    >
      <table className="w-full text-sm">
        <thead className="sticky top-0 bg-raised text-left text-muted text-xs">
          <tr>
            {head.map((name, place) => (
              <th key={name} scope="col" className={`px-3 py-1.5 font-medium ${place === 0 ? "" : "text-right"}`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [first, ...rest] }) => (
            <tr key={key} className="border-line border-t">
              <th scope="row" className="px-3 py-1 text-left font-normal">
                {first?.text}
              </th>
              {rest.map(({ text, href }, place) => (
                <td key={head[place + 1]} className="px-3 py-1 text-right tabular-nums">
                  {href ? (
                    <Link
                      href={href}
                      className="underline decoration-line-strong underline-offset-2 hover:decoration-text"
                    >
                      {text}
                    </Link>
                  ) : (
                    text
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
