import { afterEach, vi } from "vitest";

/** Files that share a process share its clock: whoever has turned one gives it back. */
afterEach(() => void vi.useRealTimers());
