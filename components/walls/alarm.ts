/** Two falling tones, a fifth apart: heard across a room, not mistaken for a telephone. Hertz, seconds. */
const TONES = [
  { hertz: 880, atS: 0, forS: 0.22 },
  { hertz: 587, atS: 0.24, forS: 0.36 },
  { hertz: 880, atS: 0.8, forS: 0.22 },
  { hertz: 587, atS: 1.04, forS: 0.36 },
];
const LOUDNESS = 0.35;

/** Plays the alarm on a running context; ends by itself. */
export function playAlarm(context: AudioContext) {
  for (const { hertz, atS, forS } of TONES) {
    const startS = context.currentTime + 0.02 + atS;
    const tone = context.createOscillator();
    const level = context.createGain();
    tone.type = "triangle";
    tone.frequency.value = hertz;
    // Faded in and out: a tone that starts at full level clicks.
    level.gain.setValueAtTime(0, startS);
    level.gain.linearRampToValueAtTime(LOUDNESS, startS + 0.02);
    level.gain.setValueAtTime(LOUDNESS, startS + forS - 0.08);
    level.gain.linearRampToValueAtTime(0, startS + forS);
    tone.connect(level).connect(context.destination);
    tone.start(startS);
    tone.stop(startS + forS);
  }
}

/** What is in `now` and was not in `before`. Null before: the page has just come, nothing is news yet. */
export function newKeys(before: ReadonlySet<string> | null, now: readonly string[]): string[] {
  return before === null ? [] : now.filter((key) => !before.has(key));
}

/** So many alarms stay known after they have gone: a call that the list lost for a moment comes back without a sound. */
const MOST_KNOWN = 1_000;

/** What is known after `now`, the newest last. */
export function keysAfter(before: ReadonlySet<string> | null, now: readonly string[]): ReadonlySet<string> {
  const gone = [...(before ?? [])].filter((key) => !now.includes(key));
  return new Set([...gone.slice(-MOST_KNOWN), ...now]);
}
