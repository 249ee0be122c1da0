import type { DatasetDuties } from "../../data/gateway/fetchDatasetDuties.ts";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import { REVIEW_TEXTS } from "./dutyFacts.ts";

const TONES: Readonly<Record<DatasetDuties["review"]["state"], Tone>> = {
  reviewed: "good",
  "due-soon": "warn",
  overdue: "bad",
};

/** Whether a dataset's description was checked within the year (Art. 60(3)). */
export function ReviewBadge({ state }: Pick<DatasetDuties["review"], "state">) {
  return <Badge tone={TONES[state]}>{REVIEW_TEXTS[state]}</Badge>;
}
