/** Room around a drawing's plot, px: what points at it has to know it. */
export const PLOT = { left: 44, right: 8, top: 18, bottom: 22 };

const ROUND = [1, 2, 2.5, 5, 10];

/** Round values from 0 to at least `top`, four steps or five. @param least of a step: 1 where things are counted */
export function ticksTo(top: number, least = 0): number[] {
  if (top <= 0) return [0, Math.max(1, least)];
  const raw = top / 4;
  const size = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(
    least,
    (ROUND.find((one) => one * size >= raw && (least === 0 || Number.isInteger(one * size))) ?? 10) * size,
  );
  const count = Math.ceil(top / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, place) => Number((place * step).toPrecision(12)));
}

/** Which points have their name on the axis, so that names stand `room` px apart. */
export function namedPlaces(count: number, width: number, room = 52): number[] {
  const most = Math.max(1, Math.floor(width / room));
  const every = Math.max(1, Math.ceil(count / most));
  return Array.from({ length: Math.ceil(count / every) }, (_, place) => place * every);
}
