import { type ReactNode, useState } from "react";
import { type CataloguePage, FACETS, type Facet } from "../../data/gateway/catalogueTypes.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { valuesOf } from "./catalogueParams.ts";
import { FacetGroup } from "./FacetGroup.tsx";

/** Open at the start: what most people decide by. */
const OPEN: readonly Facet[] = ["category", "population", "country", "lane", "price"];

/** All facets with exact counts; on small screens folded behind one button. `children` come first. */
export function FacetPanel({
  params,
  facets,
  onChange,
  children,
}: {
  params: URLSearchParams;
  facets: CataloguePage["facets"] | undefined;
  onChange: (facet: Facet, value: string, isChosen: boolean) => void;
  children?: ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  const count = FACETS.reduce((sum, facet) => sum + valuesOf(params, facet).length, 0);
  return (
    <search className="filters" data-open={isOpen} aria-label="Filters">
      <div className="filters__toggle">
        <Button isWide aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Icon name="filter" />
          {isOpen ? "Hide filters" : count === 0 ? "Filters" : `Filters (${count} chosen)`}
        </Button>
      </div>
      <div className="filters__groups">
        {children}
        {facets === undefined
          ? null
          : FACETS.map((facet) => (
              <FacetGroup
                key={facet}
                facet={facet}
                counts={facets[facet]}
                chosen={valuesOf(params, facet)}
                isOpen={OPEN.includes(facet)}
                onChange={(value, isChosen) => onChange(facet, value, isChosen)}
              />
            ))}
      </div>
    </search>
  );
}
