import type { DatasetSummary } from "../../data/gateway/types.ts";
import { useFunds } from "../../data/hooks/useFunds.ts";
import { useOrderGas } from "../../data/hooks/useOrderGas.ts";
import { useQuote } from "../../data/hooks/useQuote.ts";
import { useSettings } from "../../data/hooks/useSettings.ts";
import { formatSym } from "../../format/formatSym.ts";
import { formatDelta } from "../../format/privacyMeaning.ts";
import { ascending } from "../../transactions/buildOrderSpec.ts";
import { Button } from "../../ui/Button.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { useSession } from "../wallet/useSession.ts";
import { WalletOptions } from "../wallet/WalletOptions.tsx";
import { Bill } from "./Bill.tsx";
import type { DraftFaults } from "./draftFaults.ts";
import { askedRhoMicro, isProven, needsPermit, type PurchaseDraft } from "./purchaseDraft.ts";
import { SigningSteps } from "./SigningSteps.tsx";
import { usePurchase } from "./usePurchase.ts";

/** Price, balance check, what will be signed, and the one button that does it. */
export function PurchaseSummary({
  draft,
  datasets,
  faults,
}: {
  draft: PurchaseDraft;
  datasets: readonly DatasetSummary[];
  faults: DraftFaults;
}) {
  const { account, isRightChain } = useSession();
  const ids = ascending(datasets.map((dataset) => dataset.id));
  const inOrder = ids.map((id) => datasets.find((dataset) => dataset.id === id)!);
  // A statistic counts as one row.
  const quote = useQuote(ids, draft.kind === "statistics" ? 1 : draft.rows);
  const gas = useOrderGas(datasets.length, needsPermit(datasets));
  const { fiat } = useSettings();
  const funds = useFunds(account);
  const purchase = usePurchase();
  const totalWei = datasets.length === 0 ? undefined : quote.data?.totalWei;
  const isShort = funds.data !== undefined && totalWei !== undefined && funds.data.tokenWei < totalWei;
  const isWithoutGas =
    funds.data !== undefined && (funds.data.gasWei === 0n || funds.data.gasWei < (gas.data?.feeWei ?? 0n));
  const firstFault = Object.values(faults)[0];
  return (
    <section className="card stack" aria-label="Order summary">
      <h2>Your order</h2>
      <Bill
        datasets={inOrder}
        quote={datasets.length === 0 ? undefined : quote.data}
        proof={proofOf(draft)}
        gas={gas.isLoadingError ? null : gas.data}
        fiat={fiat}
      />
      {isProven(draft) ? null : (
        <Notice tone="warn" title="No privacy proof">
          {draft.kind === "statistics"
            ? "These figures are not differentially private."
            : "This file is not differentially private."}
        </Notice>
      )}
      {quote.isError ? <ErrorNotice error={quote.error} onRetry={() => void quote.refetch()} /> : null}
      {account === undefined ? (
        <div className="stack stack--tight">
          <h3>Connect a wallet to order</h3>
          <WalletOptions />
        </div>
      ) : (
        <>
          <p className="small soft">
            Your balance:{" "}
            <span className="number">
              {funds.data === undefined ? "…" : `${formatSym(funds.data.tokenWei)} SYM`}
            </span>
          </p>
          {isShort && totalWei !== undefined && funds.data !== undefined ? (
            <Notice tone="warn" title={`${formatSym(totalWei - funds.data.tokenWei, 4)} SYM are missing`}>
              Fund the account, or choose fewer datasets.
            </Notice>
          ) : null}
          {isWithoutGas ? (
            <Notice tone="warn" title="Too little coin for the network fee">
              The account has {formatSym(funds.data?.gasWei ?? 0n, 6)} of the network's own coin
              {gas.data == null ? "" : ` and an order needs about ${formatSym(gas.data.feeWei, 6)}`}. Send it
              a little; nothing was signed.
            </Notice>
          ) : null}
          {purchase.isPending || purchase.isSuccess ? (
            <SigningSteps step={purchase.step} tx={purchase.tx} />
          ) : (
            <Button
              look="primary"
              isWide
              disabled={
                firstFault !== undefined || totalWei === undefined || isShort || isWithoutGas || !isRightChain
              }
              onClick={() =>
                totalWei !== undefined &&
                purchase.mutate({ buyer: account, draft, datasets, maxPriceWei: totalWei })
              }
            >
              {totalWei === undefined ? "Pay into escrow" : `Pay ${formatSym(totalWei, 4)} SYM into escrow`}
            </Button>
          )}
          {firstFault === undefined ? null : <p className="small soft">{firstFault}</p>}
          {purchase.isError ? <ErrorNotice error={purchase.error} /> : null}
        </>
      )}
      <ul className="small quiet stack stack--tight">
        <li>One signature allows exactly this sum; one transaction pays it.</li>
        <li>If the job fails, is late, or misses your quality limits, all of it comes back.</li>
        <li>After delivery you have time to dispute the file before anyone is paid.</li>
        <li>
          A fresh key for your result is made in this browser and stays in it. Save it from the order page.
        </li>
      </ul>
    </section>
  );
}

function proofOf(draft: PurchaseDraft): string {
  if (!isProven(draft)) return "no privacy proof";
  return askedRhoMicro(draft) === null ? "…" : `ε ${draft.epsilon}, δ ${formatDelta(draft.delta)}`;
}
