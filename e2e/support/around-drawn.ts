import { afterEach, beforeEach } from "vitest";
import { beginDrawing, endDrawing } from "./rendered";

/** Run for each file of tests that draw, though they share a process and what they import. */
beforeEach(beginDrawing);
afterEach(endDrawing);
