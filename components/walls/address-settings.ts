import { cutText } from "@/lib/format/cut-text";
import { type Parameters, wallSettings } from "./settings";

const TOLD_LENGTH = 20;

/** As wallSettings, of an address, where a value can be anything of any length. Read by the server: no page loads this. */
export const addressSettings = (parameters: Parameters) =>
  wallSettings(parameters, (value) => cutText(value, TOLD_LENGTH));
