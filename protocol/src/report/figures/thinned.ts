/** A curve with at most `most` points, first and last kept, evenly taken by place; the same curve where it has no more. */
export function thinned(
  curve: { readonly x: readonly number[]; readonly y: readonly number[] },
  most = 200,
): { x: readonly number[]; y: readonly number[] } {
  const points = Math.min(curve.x.length, curve.y.length);
  if (points <= most) return { x: curve.x.slice(0, points), y: curve.y.slice(0, points) };
  const places = Array.from({ length: most }, (_, i) => Math.round((i * (points - 1)) / (most - 1)));
  return { x: places.map((place) => curve.x[place]!), y: places.map((place) => curve.y[place]!) };
}
