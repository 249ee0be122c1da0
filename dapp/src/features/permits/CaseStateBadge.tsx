import { Badge } from "../../ui/Badge.tsx";
import { stateText } from "./caseTexts.ts";

/** State of a case as a badge. */
export function CaseStateBadge({ state }: { state: string }) {
  const [label, tone] = stateText(state);
  return <Badge tone={tone}>{label}</Badge>;
}
