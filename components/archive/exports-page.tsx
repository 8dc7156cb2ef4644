"use client";

import { SettingsFrame } from "@/components/settings/settings-frame";
import { MyExports } from "./my-exports";

/** What somebody has exported, as long as it is kept. */
export function ExportsPage() {
  return (
    <SettingsFrame
      page="exports"
      title="My exports"
      text="Files of many calls, each written for you alone and as you saw calls then. They are deleted after a week. Calls are exported from the calls page, or by a program with a token that may export."
    >
      <MyExports />
    </SettingsFrame>
  );
}
