import { readDay } from "@/lib/format/day-text";
import { momentText } from "./words";

const TIME = /[,\s]+(\d{1,2})[:.](\d{2})$/;

/**
 * A day, or a day and a time, as people type it, "26 Nov 2026" or "26 Nov 2026, 14:30", as an address has it.
 * @returns null for what is neither
 */
export function readMoment(text: string): string | null {
  const trimmed = text.trim();
  const time = TIME.exec(trimmed);
  const day = readDay(time === null ? trimmed : trimmed.slice(0, time.index));
  if (day === null) return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(trimmed) ? trimmed : null;
  if (time === null) return day;
  const [hours, minutes] = [Number(time[1]), Number(time[2])];
  if (hours > 23 || minutes > 59) return null;
  return `${day}T${String(hours).padStart(2, "0")}:${time[2]}`;
}

/** The same the other way: what stands in a field. "" for null. */
export const momentField = (moment: string | null): string => (moment === null ? "" : momentText(moment));

/** A length as people type it, "90", "1:30" (minutes and seconds) or "1:02:03"; whole numbers are minutes. In seconds; null: none. */
export function readLength(text: string): number | null {
  const parts = /^(?:(\d{1,3}):)?(\d{1,4}):(\d{2})$/.exec(text.trim());
  if (parts !== null) {
    const [hours, minutes, seconds] = [Number(parts[1] ?? 0), Number(parts[2]), Number(parts[3])];
    return seconds > 59 || (parts[1] !== undefined && minutes > 59) ? null : hours * 3_600 + minutes * 60 + seconds;
  }
  return /^\d{1,4}$/.test(text.trim()) ? Number(text) * 60 : null;
}

/** "5" for five minutes, "1:30" for a minute and a half. */
export function lengthField(seconds: number | null): string {
  if (seconds === null) return "";
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return rest === 0 ? String(minutes) : `${minutes}:${String(rest).padStart(2, "0")}`;
}
