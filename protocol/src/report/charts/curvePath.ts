import { place } from "./place.ts";

/** A curve as an SVG path through drawing coordinates; `steps` holds each height until the next point. */
export function curvePath(points: readonly (readonly [x: number, y: number])[], steps = false): string {
  return points
    .map(([x, y], i) => {
      if (i === 0) return `M${place(x)} ${place(y)}`;
      return steps ? `H${place(x)}V${place(y)}` : `L${place(x)} ${place(y)}`;
    })
    .join("");
}
