import { useState } from "react";
import type { Facet, FacetCount } from "../../data/gateway/catalogueTypes.ts";
import { FACET_LEGENDS, facetLabel } from "./facetLabels.ts";

/** Values shown before "more" is asked for. */
const SHOWN = 6;

/**
 * One facet: its values with exact counts. A chosen value is shown even where nothing has it any more, so that it can be taken back. The native
 * disclosure keeps thirteen of them short; one with a choice starts open.
 */
export function FacetGroup({
  facet,
  counts,
  chosen,
  isOpen,
  onChange,
}: {
  facet: Facet;
  counts: readonly FacetCount[];
  chosen: readonly string[];
  isOpen: boolean;
  onChange: (value: string, isChosen: boolean) => void;
}) {
  const [isWhole, setWhole] = useState(false);
  // Only at the start: what a person opened stays open when its last choice is taken back.
  const [startsOpen] = useState(isOpen || chosen.length > 0);
  const missing = chosen.filter((value) => counts.every((count) => count.value !== value));
  const values = [...missing.map((value) => ({ value, count: 0 })), ...counts];
  if (values.length === 0) return null;
  const shown = values.filter(({ value }, i) => isWhole || i < SHOWN || chosen.includes(value));
  return (
    <details className="facet" open={startsOpen}>
      <summary>
        {FACET_LEGENDS[facet]}
        {chosen.length === 0 ? null : <span className="facet__chosen">{chosen.length} chosen</span>}
      </summary>
      <fieldset>
        <legend className="visually-hidden">{FACET_LEGENDS[facet]}</legend>
        {shown.map(({ value, count }) => (
          <label className="check" key={value}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={(event) => onChange(value, event.target.checked)}
            />
            <span className="check__text">{facetLabel(facet, value)}</span>
            <span className="check__count">{count}</span>
          </label>
        ))}
        {shown.length < values.length || isWhole ? (
          <button
            type="button"
            className="link small"
            aria-expanded={isWhole}
            onClick={() => setWhole(!isWhole)}
          >
            {isWhole ? "Show fewer" : `Show ${values.length - shown.length} more`}
          </button>
        ) : null}
      </fieldset>
    </details>
  );
}
