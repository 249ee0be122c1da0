/** One coloured share of a gauge. */
export type GaugePart = { readonly kind: "spent" | "reserved" | "asked" | "free"; readonly share: number };

/** A segmented bar; shares are fractions of the whole. `label` is its full reading for assistive technology. */
export function Gauge({
  parts,
  label,
  isLarge = false,
}: {
  parts: readonly GaugePart[];
  label: string;
  isLarge?: boolean;
}) {
  return (
    <div className={isLarge ? "gauge gauge--large" : "gauge"}>
      <div className="gauge__bar" role="img" aria-label={label}>
        {parts
          .filter((part) => part.share > 0)
          .map((part) => (
            <span
              key={part.kind}
              className={`gauge__part gauge__part--${part.kind}`}
              style={{ flex: `0 1 ${(part.share * 100).toFixed(3)}%` }}
            />
          ))}
      </div>
    </div>
  );
}
