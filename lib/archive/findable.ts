import type { View } from "@/lib/access/view";
import { idWithoutNumbers, withoutNumbers } from "@/lib/calls/masking";
import { isKnownFailure } from "@/lib/calls/status";

/** A text that a masked view shows otherwise than it is stands for nothing there: nothing is found by it. */
export const isFindable = ({ masked }: View, text: string | null): boolean => !masked || withoutNumbers(text) === text;

/** As the call service makes ids: digits in it are nobody's telephone number. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The same of an agent's id, or of the name of one without: ids are long numbers often enough, and nobody's telephone. */
export const isFindableAgent = (view: View, text: string): boolean =>
  !view.masked || UUID.test(text) || (idWithoutNumbers(text) !== null && (!/\s/.test(text) || isFindable(view, text)));

/** Why a call failed, in the call service's own words, may quote a number or a name: else only its codes. */
export const isFindableFailure = ({ raw }: View, reason: string): boolean => raw || isKnownFailure(reason);
