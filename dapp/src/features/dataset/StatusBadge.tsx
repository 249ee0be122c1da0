import { Badge, type Tone } from "../../ui/Badge.tsx";

const LOOKS: Record<string, readonly [Tone, string]> = {
  LISTED: ["good", "For sale"],
  UNLISTED: ["neutral", "Not for sale"],
  RETIRED: ["bad", "Retired"],
};

/** A dataset's listing status in a word. */
export function StatusBadge({ status }: { status: string }) {
  const [tone, text] = LOOKS[status] ?? ["neutral", status];
  return <Badge tone={tone}>{text}</Badge>;
}
