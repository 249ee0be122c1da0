import type { Release } from "../../data/gateway/types.ts";
import { releaseLabel } from "../../format/releaseLabel.ts";
import { Badge } from "../../ui/Badge.tsx";

/** Release class of a result in a word: private ones come with a proof, others with none. */
export function ReleaseBadge({ kind }: { kind: Release["kind"] }) {
  return (
    <Badge tone={kind === "private" ? "accent" : "warn"} isPlain>
      {releaseLabel(kind)}
    </Badge>
  );
}
