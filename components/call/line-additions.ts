"use client";

import { createContext, type ReactNode } from "react";
import type { TranscriptRow } from "@/lib/calls/transcript";

/** What stands beneath a line beside its words, such as what people wrote about it; null: nothing does. */
export const LineAdditions = createContext<((row: TranscriptRow) => ReactNode) | null>(null);
