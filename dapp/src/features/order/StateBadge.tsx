import { Badge, type Tone } from "../../ui/Badge.tsx";

const LOOKS: Record<string, readonly [Tone, string]> = {
  REQUESTED: ["accent", "Paid, waiting for nodes"],
  CLAIMED: ["accent", "Claimed"],
  MEASURED: ["accent", "Measured"],
  REPORTED: ["accent", "Generated"],
  CERTIFIED: ["accent", "Certified"],
  FINALISED: ["good", "Delivered"],
  FAILED: ["bad", "Failed"],
};

/** State of an order in words; a refunded one says so whatever its job did. */
export function StateBadge({ state, status }: { state: string; status?: string }) {
  if (status === "REFUNDED") return <Badge>Refunded</Badge>;
  const [tone, text] = LOOKS[state] ?? ["neutral", state];
  return (
    <Badge tone={tone} isLive={tone === "accent"}>
      {text}
    </Badge>
  );
}
