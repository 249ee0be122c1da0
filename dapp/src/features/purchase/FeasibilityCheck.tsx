import { type CohortCondition, type FeasibilityCount, type Hex, SymbolonError } from "@symbolon/protocol";
import { useMutation } from "@tanstack/react-query";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { askFeasibility, feasibilityBody } from "../../data/gateway/askFeasibility.ts";
import type { DatasetSummary } from "../../data/gateway/types.ts";
import { feasibilityText } from "../../format/feasibilityText.ts";
import { signRequest } from "../../transactions/signRequest.ts";
import { Button } from "../../ui/Button.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { useSession } from "../wallet/useSession.ts";

/** Most conditions of one question (the gateway's limit). */
const MOST_CONDITIONS = 5;

type Asked = { readonly key: string; readonly answers: readonly (FeasibilityCount | null)[] };

/**
 * How many patients the cohort has in each dataset, as its hospital counts them: rounded, or suppressed when few. One free signature per dataset, since
 * questions are counted per account. An answer is shown for the cohort that was asked about only.
 */
export function FeasibilityCheck({
  datasets,
  cohort,
}: {
  datasets: readonly DatasetSummary[];
  cohort: readonly CohortCondition[];
}) {
  const config = useConfig();
  const deployment = useDeployment();
  const { account, isRightChain } = useSession();
  const key = JSON.stringify([datasets.map(({ id }) => id), cohort]);
  const ask = useMutation({
    mutationFn: async (signer: Hex): Promise<Asked> => {
      if (cohort.length > MOST_CONDITIONS)
        throw new SymbolonError("E1006", {
          document: "feasibility question",
          reason: `it has more than ${MOST_CONDITIONS} conditions`,
        });
      const body = feasibilityBody(cohort);
      const answers: (FeasibilityCount | null)[] = [];
      // One after the other: a wallet shows one signature at a time.
      for (const { id } of datasets) {
        const headers = await signRequest(config, deployment, signer, {
          purpose: "ehds-feasibility",
          subject: id,
          body,
        });
        answers.push(await askFeasibility(id, body, headers));
      }
      return { key, answers };
    },
  });
  const answers = ask.data?.key === key ? ask.data.answers : undefined;
  const isOpen = answers?.includes(null) === true;
  const signatures = datasets.length === 1 ? "one free signature" : `${datasets.length} free signatures`;
  return (
    <div className="stack stack--tight">
      <div className="row">
        <Button
          isSmall
          isBusy={ask.isPending}
          disabled={account === undefined || !isRightChain || datasets.length === 0}
          onClick={() => account && ask.mutate(account)}
        >
          {isOpen ? "Look for the answer" : "How many patients would that be?"}
        </Button>
        <span className="small quiet">
          {account === undefined ? "Connect a wallet to ask the hospitals." : `Takes ${signatures}, no fee.`}
        </span>
      </div>
      {answers === undefined ? null : (
        <div role="status">
          <Facts
            isList
            facts={datasets.map(({ title }, i) => ({
              label: title,
              value: feasibilityText(answers[i] ?? null),
            }))}
          />
          <p className="small quiet">Counts are rounded, and small ones are not told.</p>
        </div>
      )}
      {ask.isError ? <ErrorNotice error={ask.error} /> : null}
    </div>
  );
}
