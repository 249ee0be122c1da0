import type { Hex } from "@symbolon/protocol";
import type { DatasetDetails } from "../../data/gateway/types.ts";
import { Notice } from "../../ui/Notice.tsx";
import { BudgetCard } from "../dataset/BudgetCard.tsx";
import { ConsentImportCard } from "./ConsentImportCard.tsx";
import { NodeCard } from "./NodeCard.tsx";
import { StatusCard } from "./StatusCard.tsx";
import { TermsCard } from "./TermsCard.tsx";
import { UseLogCard } from "./UseLogCard.tsx";

/** Everything a holder does with one dataset. */
export function ProvidedView({ dataset, account }: { dataset: DatasetDetails; account: Hex }) {
  if (dataset.provider.toLowerCase() !== account.toLowerCase())
    return (
      <Notice title="This dataset belongs to another account">
        Switch to the account that published it to change it.
      </Notice>
    );
  return (
    <div className="columns">
      <div className="stack">
        <UseLogCard dataset={dataset} account={account} />
        <BudgetCard dataset={dataset} />
        <ConsentImportCard dataset={dataset} account={account} />
      </div>
      <div className="aside aside--tall stack">
        <NodeCard dataset={dataset} />
        <TermsCard dataset={dataset} account={account} />
        <StatusCard dataset={dataset} account={account} />
      </div>
    </div>
  );
}
