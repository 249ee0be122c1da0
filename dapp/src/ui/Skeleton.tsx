/** A grey place holder while something loads; sizes are CSS lengths. Hidden from assistive technology. */
export function Skeleton({ width = "100%", height = "1em" }: { width?: string; height?: string }) {
  return <span className="skeleton" style={{ width, height }} aria-hidden="true" />;
}
