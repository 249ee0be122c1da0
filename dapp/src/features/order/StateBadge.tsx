import { Badge, type Tone } from "../../ui/Badge.tsx";

const LOOKS: Record<string, readonly [Tone, string]> = {
  REQUESTED: ["accent", "Paid, waiting for nodes"],
  CLAIMED: ["accent", "Claimed"],
  MEASURED: ["accent", "Measured"],
  COMMITTED: ["accent", "Results sealed"],
  REPORTED: ["accent", "Generated"],
  CERTIFIED: ["accent", "Certified"],
  FINALISED: ["good", "Delivered"],
  REFUSED: ["bad", "Refused by the evaluator"],
  FAILED: ["bad", "Failed"],
};

/** State of an order in words; a refunded or disputed one says so whatever its job did. */
export function StateBadge({ state, status }: { state: string; status?: string }) {
  if (status === "REFUNDED") return <Badge>Refunded</Badge>;
  if (status === "DISPUTED") return <Badge tone="warn">Disputed</Badge>;
  const [tone, text] = LOOKS[state] ?? ["neutral", state];
  return (
    <Badge tone={tone} isLive={tone === "accent"}>
      {text}
    </Badge>
  );
}
