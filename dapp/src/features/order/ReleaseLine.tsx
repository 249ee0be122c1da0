import type { Release } from "../../data/gateway/types.ts";
import { releaseText } from "../../format/releaseText.ts";
import { ReleaseBadge } from "./ReleaseBadge.tsx";

/** A file's release class with epsilon (or none), membership interval and verdict; empty while nothing is known. */
export function ReleaseLine({ release }: { release: Release | null }) {
  if (release === null) return null;
  return (
    <span className="release">
      <ReleaseBadge kind={release.kind} />
      <span className="small soft number">{releaseText(release)}</span>
    </span>
  );
}
