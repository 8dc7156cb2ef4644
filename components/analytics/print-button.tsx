"use client";

import { Button } from "@/components/ui/button";
import { Printer } from "@/components/ui/icons";

/** Opens the browser's own printing. */
export function PrintButton() {
  return (
    <Button variant="primary" onClick={() => window.print()}>
      <Printer aria-hidden />
      Print
    </Button>
  );
}
