import type { Release } from "../../data/gateway/types.ts";
import { releaseLabel } from "../../format/releaseLabel.ts";
import { releaseText } from "../../format/releaseText.ts";

/** What the last certified file of a dataset tells, in one line. */
export function certificateText(release: Release | null): string {
  return release === null
    ? "No file certified yet"
    : `${releaseLabel(release.kind)} · ${releaseText(release)}`;
}
