import type { Hex } from "@symbolon/protocol";
import { useNodeHealth } from "../../data/hooks/useNodeHealth.ts";
import type { NodeHealth } from "../../data/nodes/fetchNodeHealth.ts";
import type { WorkerRecord } from "../../data/queries/workerQuery.ts";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";

/** Whether the node answers and whether it gets jobs, each with the reason where it does not. */
export function NodeHealthCard({ worker, account }: { worker: WorkerRecord; account: Hex }) {
  const health = useNodeHealth(worker.endpoint);
  const [tone, word, text] = healthWords(health.data, account);
  return (
    <Card
      title="My node"
      end={health.data === undefined ? <Skeleton width="6ch" /> : <Badge tone={tone}>{word}</Badge>}
    >
      <div className="stack stack--tight">
        <p className="small soft">{text}</p>
        <Facts
          isList
          facts={[
            { label: "Address", value: <span className="mono">{worker.endpoint}</span> },
            ...(worker.isCompute ? [{ label: "Computes", value: admission(worker, worker.computes) }] : []),
            ...(worker.isEvaluator ? [{ label: "Judges", value: admission(worker, worker.evaluates) }] : []),
          ]}
        />
      </div>
    </Card>
  );
}

function healthWords(health: NodeHealth | undefined, account: Hex): readonly [Tone, string, string] {
  if (health === undefined) return ["neutral", "asking", "Asking the node."];
  if (health.state === "silent")
    return [
      "warn",
      "No answer",
      "Either it is down, or it does not take requests from this page: its CORS_ORIGIN names the pages it answers.",
    ];
  if (health.account !== null && health.account.toLowerCase() !== account.toLowerCase())
    return ["bad", "Another's", "At this address answers a node of another account."];
  if (health.state === "starting") return ["warn", "Starting", "It answers and is not ready for jobs yet."];
  return ["good", "Ready", `It answered in ${health.millis} ms.`];
}

function admission(worker: WorkerRecord, isActive: boolean): string {
  if (isActive) return "gets new jobs";
  if (worker.withdrawableAt !== null) return "leaving, no new jobs";
  if (worker.stakeWei < worker.minimumStakeWei) return "stake too low";
  return "not admitted";
}
