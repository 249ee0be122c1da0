import { formatWei, type Hex, PURPOSES } from "@symbolon/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import type { DatasetDetails } from "../../data/gateway/types.ts";
import {
  type DatasetTermsChange,
  describeTerms,
  setDatasetTerms,
} from "../../transactions/setDatasetTerms.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { TextInput } from "../../ui/TextInput.tsx";
import { symOf } from "../publish/draft/symOf.ts";
import { useSession } from "../wallet/useSession.ts";
import { whenIndexed } from "./whenIndexed.ts";

/** Price, price of a record, renewal and purposes of later orders; cost-based datasets change by a new version only. */
export function TermsCard({ dataset, account }: { dataset: DatasetDetails; account: Hex }) {
  const config = useConfig();
  const deployment = useDeployment();
  const queryClient = useQueryClient();
  const { isRightChain } = useSession();
  const [price, setPrice] = useState(formatWei(dataset.priceWei));
  const [rowPrice, setRowPrice] = useState(formatWei(dataset.rowPriceWei));
  const [renewal, setRenewal] = useState(String(dataset.renewalBps / 100));
  const [mask, setMask] = useState(dataset.purposesMask);
  const send = useMutation({
    mutationFn: async (change: DatasetTermsChange) => {
      await setDatasetTerms(config, deployment, account, change);
      await whenIndexed(queryClient, dataset.id, (now) => isAsNow(change, now));
    },
  });
  if (dataset.lane === "EHDS")
    return (
      <Card title="Terms">
        <p className="small soft">
          Costs and purposes of the EHDS lane change with a new version of the data only, which your node
          publishes.
        </p>
      </Card>
    );
  const [priceWei, rowPriceWei] = [symOf(price), symOf(rowPrice)];
  const percent = Number(renewal);
  const isRenewal = renewal.trim() !== "" && percent >= 0 && percent <= 100;
  const isSound = priceWei !== null && rowPriceWei !== null && isRenewal && mask !== 0;
  const change = isSound
    ? {
        datasetId: dataset.id,
        priceWei,
        rowPriceWei,
        renewalBps: Math.round(percent * 100),
        purposesMask: mask,
      }
    : null;
  const isSame = change !== null && isAsNow(change, dataset);
  return (
    <Card title="Terms" lead="For later orders; those that were placed keep theirs.">
      <div className="stack stack--tight">
        <TextInput
          label="One order, SYM"
          inputMode="decimal"
          value={price}
          error={priceWei === null ? "Write an amount such as 12.5." : undefined}
          onChange={setPrice}
        />
        <TextInput
          label="Each record, SYM"
          inputMode="decimal"
          value={rowPrice}
          error={rowPriceWei === null ? "Write an amount such as 0.01." : undefined}
          onChange={setRowPrice}
        />
        <TextInput
          label="Renewal, per cent"
          inputMode="decimal"
          value={renewal}
          error={isRenewal ? undefined : "Write 0 to 100."}
          onChange={setRenewal}
        />
        <details>
          <summary>Purposes</summary>
          {PURPOSES.map(({ bit, code, label }) => (
            <label className="check" key={code}>
              <input
                type="checkbox"
                checked={(mask & (1 << bit)) !== 0}
                onChange={() => setMask(mask ^ (1 << bit))}
              />
              {label}
            </label>
          ))}
        </details>
        {mask === 0 ? <p className="field__error">Allow at least one purpose.</p> : null}
        <Button
          isWide
          isBusy={send.isPending}
          disabled={change === null || isSame || !isRightChain || dataset.status === "RETIRED"}
          onClick={() => change !== null && send.mutate(change)}
        >
          Change terms
        </Button>
        {change === null || isSame ? null : <p className="small quiet">{describeTerms(change).note}</p>}
        {send.isError ? <ErrorNotice error={send.error} /> : null}
        {send.isSuccess && isSame ? <Notice tone="good" title="The terms are changed" /> : null}
      </div>
    </Card>
  );
}

function isAsNow(change: DatasetTermsChange, now: DatasetDetails): boolean {
  return (
    change.priceWei === now.priceWei &&
    change.rowPriceWei === now.rowPriceWei &&
    change.renewalBps === now.renewalBps &&
    change.purposesMask === now.purposesMask
  );
}
