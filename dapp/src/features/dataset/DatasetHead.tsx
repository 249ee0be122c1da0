import type { DatasetDetails } from "../../data/gateway/types.ts";
import { categoryLabel } from "../../format/categories.ts";
import { laneLabel } from "../../format/lanes.ts";
import { Badge } from "../../ui/Badge.tsx";
import { ReleaseBadge } from "../order/ReleaseBadge.tsx";
import { StatusBadge } from "./StatusBadge.tsx";

/** Title, state and description of a dataset. */
export function DatasetHead({ dataset }: { dataset: DatasetDetails }) {
  return (
    <header className="page-head">
      <div className="page-head__text">
        <div className="row">
          <StatusBadge status={dataset.status} />
          <ReleaseBadge kind="private" />
          {dataset.offersHighFidelity ? <ReleaseBadge kind="high-fidelity" /> : null}
          <Badge isPlain>{laneLabel(dataset.lane)}</Badge>
          <Badge isPlain>{categoryLabel(dataset.categoryCode)}</Badge>
        </div>
        <h1>{dataset.title}</h1>
        <p>{dataset.description}</p>
      </div>
    </header>
  );
}
