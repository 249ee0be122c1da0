import { FACETS } from "../../data/gateway/catalogueTypes.ts";
import { Icon } from "../../ui/Icon.tsx";
import { valuesOf, withParam, withValue } from "./catalogueParams.ts";
import { FACET_LEGENDS, facetLabel } from "./facetLabels.ts";

/** What the list is narrowed by, each with a way to take it back; nothing while it is not narrowed. */
export function FilterChips({
  params,
  onChange,
  onClear,
}: {
  params: URLSearchParams;
  onChange: (next: URLSearchParams) => void;
  onClear: () => void;
}) {
  const text = params.get("q")?.trim() ?? "";
  const chips = [
    ...(text === ""
      ? []
      : [{ key: "q", label: `“${text}”`, group: "Words", next: () => withParam(params, "q", "") }]),
    ...FACETS.flatMap((facet) =>
      valuesOf(params, facet).map((value) => ({
        key: `${facet}/${value}`,
        label: facetLabel(facet, value),
        group: FACET_LEGENDS[facet],
        next: () => withValue(params, facet, value, false),
      })),
    ),
  ];
  if (chips.length === 0) return null;
  return (
    <ul className="row chips" aria-label="Chosen filters">
      {chips.map(({ key, label, group, next }) => (
        <li key={key}>
          <button
            type="button"
            className="chip"
            aria-label={`Remove ${group}: ${label}`}
            onClick={() => onChange(next())}
          >
            <span className="chip__text">{label}</span>
            <Icon name="cross" />
          </button>
        </li>
      ))}
      <li>
        <button type="button" className="link small" onClick={onClear}>
          Clear all
        </button>
      </li>
    </ul>
  );
}
