import { FlaskConical } from "@/components/ui/icons";
import { RoleSwitcher } from "./role-switcher";

/** On every page while the built-in simulator stands in for the call service. */
export function DemoStrip() {
  return (
    <aside
      aria-label="Demo data"
      className="flex items-center justify-center gap-2 border-sky/40 border-b bg-surface px-4 py-1 text-center text-xs short:hidden"
      data-demo
    >
      <FlaskConical aria-hidden className="size-3.5 shrink-0 text-sky" />
      <p>
        <strong className="font-semibold">Demo data.</strong>{" "}
        <span className="text-muted">
          These calls are simulated.<span className="max-sm:hidden"> Set HEPPU_API_KEY to watch your own.</span>
        </span>
      </p>
      <RoleSwitcher />
    </aside>
  );
}
