import type { LabelElement } from "@symbolon/protocol";
import { useQualityLabel } from "../../data/hooks/useQualityLabel.ts";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";

/** Groups of Regulation (EU) 2025/327 Art. 78(3), shortened. */
const GROUPS: Readonly<Record<LabelElement["group"], string>> = {
  a: "Documentation",
  b: "Technical quality",
  c: "Quality management",
  d: "Coverage",
  e: "Access and provision",
  f: "Enrichment",
};
const LEVELS = ["poor", "fair", "good", "very good"] as const;
const BASES: Readonly<Record<LabelElement["basis"], string>> = {
  measured: "measured",
  entry: "from the entry",
  unknown: "not known",
};

/** The data quality and utility label; what nobody measured or told has no level. */
export function QualityCard({ datasetId }: { datasetId: string }) {
  const label = useQualityLabel(datasetId);
  return (
    <Card
      title="Quality and utility label"
      lead="The six groups of Regulation (EU) 2025/327 Art. 78(3), computed from the catalogue entry and from finished orders. Levels are this market's own until the implementing act is there."
      end={
        label.data == null ? undefined : (
          <span className="small quiet">
            {label.data.known} of {label.data.of} known
          </span>
        )
      }
    >
      {label.isError ? <ErrorNotice error={label.error} onRetry={() => void label.refetch()} /> : null}
      {label.isPending ? <Skeleton height="8em" /> : null}
      {label.data === null ? (
        <p className="soft">It is computed once the catalogue entry is fetched.</p>
      ) : null}
      {label.data == null ? null : (
        <div className="label-groups">
          {Object.entries(GROUPS).map(([group, title]) => (
            <section key={group} aria-label={title}>
              <h3>{title}</h3>
              <ul>
                {label
                  .data!.elements.filter((element) => element.group === group)
                  .map((element) => (
                    <Element key={element.name} element={element} />
                  ))}
              </ul>
            </section>
          ))}
        </div>
      )}
    </Card>
  );
}

function Element({ element: { name, level, basis, detail } }: { element: LabelElement }) {
  return (
    <li className="label-element" data-known={level !== null}>
      <span className="label-element__dots" aria-hidden="true">
        {LEVELS.map((word, i) => (
          <i key={word} data-on={level !== null && i <= level} />
        ))}
      </span>
      <span>
        {name}
        <span className="small quiet">
          {" "}
          · {level === null ? "" : `${LEVELS[level]}, `}
          {basis === "unknown" ? detail : `${detail}, ${BASES[basis]}`}
        </span>
      </span>
    </li>
  );
}
