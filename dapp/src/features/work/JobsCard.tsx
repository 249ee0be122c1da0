import type { Hex } from "@symbolon/protocol";
import { useState } from "react";
import type { WorkJob } from "../../data/gateway/decodeWorkJob.ts";
import { Card } from "../../ui/Card.tsx";
import { isOpenJob } from "./isOpenJob.ts";
import { JobsTable } from "./JobsTable.tsx";
import { workPart } from "./workPart.ts";

const EMPTY = {
  open: "No order waits for nodes.",
  mine: "This account has had no part in the latest 100 orders.",
} as const;

/** Jobs that wait for nodes, and those that the account has a part in. */
export function JobsCard({ jobs, account }: { jobs: readonly WorkJob[]; account: Hex }) {
  const lists = {
    mine: jobs.filter((job) => workPart(job, account) !== null),
    open: jobs.filter(isOpenJob),
  };
  const [shown, setShown] = useState<keyof typeof lists>("mine");
  const list = lists[shown];
  return (
    <Card
      title="Jobs"
      lead="Nodes take open orders by themselves, in a fair order. Of the latest 100 orders of the market."
    >
      <fieldset className="choices choices--row jobs__filter">
        <legend className="visually-hidden">Which jobs</legend>
        {(["mine", "open"] as const).map((name) => (
          <label key={name} className="choice choice--chip">
            <input type="radio" name="jobs" checked={shown === name} onChange={() => setShown(name)} />
            <span className="choice__title">
              {name === "mine" ? "Mine" : "Open"} <span className="quiet">{lists[name].length}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {list.length === 0 ? (
        <p className="soft">{EMPTY[shown]}</p>
      ) : (
        <JobsTable jobs={list} account={account} />
      )}
    </Card>
  );
}
