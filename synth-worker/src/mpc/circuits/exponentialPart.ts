import type { ExponentialNoise } from "./exponentialNoise.ts";
import type { Planes } from "./planes.ts";
import { sharedView } from "./sharedView.ts";

/** Words [from, to) of noise that was drawn for more lanes than are used at once. */
export function exponentialPart(
  { leading, segment, rest }: ExponentialNoise,
  from: number,
  to: number,
): ExponentialNoise {
  const cut = (planes: Planes) => planes.map((plane) => sharedView(plane, from, to));
  return { leading: cut(leading), segment: cut(segment), rest: cut(rest) };
}
