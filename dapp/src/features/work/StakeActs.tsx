import { useState } from "react";
import type { WorkerRecord } from "../../data/queries/workerQuery.ts";
import { describeLeave } from "../../transactions/leaveNode.ts";
import { describeWithdrawSlashed } from "../../transactions/withdrawSlashed.ts";
import { describeWithdrawStake } from "../../transactions/withdrawStake.ts";
import { Button } from "../../ui/Button.tsx";
import type { StakeAct } from "./stakeAct.ts";

/** Leaving, taking the stake out once it may be, and fetching what was slashed in the account's favour. Leaving is asked twice. */
export function StakeActs({
  worker,
  canSend,
  pending,
  onAct,
}: {
  worker: WorkerRecord;
  canSend: boolean;
  pending: StakeAct["kind"] | null;
  onAct: (kind: "leave" | "withdraw" | "slashed") => void;
}) {
  const [isSure, setSure] = useState(false);
  const { stakeWei, slashedForWei, withdrawableAt, chainTime } = worker;
  return (
    <>
      {slashedForWei === 0n ? null : (
        <>
          <Button isWide isBusy={pending === "slashed"} disabled={!canSend} onClick={() => onAct("slashed")}>
            {describeWithdrawSlashed(slashedForWei).title}
          </Button>
          <p className="small quiet">{describeWithdrawSlashed(slashedForWei).note}</p>
        </>
      )}
      {withdrawableAt === null ? (
        <>
          <label className="check">
            <input type="checkbox" checked={isSure} onChange={(event) => setSure(event.target.checked)} />
            <span>I want this node to leave. {describeLeave().note}</span>
          </label>
          <Button
            isWide
            isBusy={pending === "leave"}
            disabled={!canSend || !isSure}
            onClick={() => onAct("leave")}
          >
            Leave
          </Button>
        </>
      ) : (
        <>
          <Button
            look="primary"
            isWide
            isBusy={pending === "withdraw"}
            disabled={!canSend || chainTime < withdrawableAt}
            onClick={() => onAct("withdraw")}
          >
            Take the stake out
          </Button>
          <p className="small quiet">{describeWithdrawStake(stakeWei).note}</p>
        </>
      )}
    </>
  );
}
