import type { Hex } from "@symbolon/protocol";
import { useChains } from "wagmi";
import { useFunds } from "../../data/hooks/useFunds.ts";
import { usePublishFee } from "../../data/hooks/usePublishFee.ts";
import { formatNumber } from "../../format/formatNumber.ts";
import { formatSym } from "../../format/formatSym.ts";
import { describePublish, type PublishInput } from "../../transactions/publishDataset.ts";
import { Button } from "../../ui/Button.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { useSession } from "../wallet/useSession.ts";
import type { PublishDraft } from "./draft/publishDraft.ts";
import { PublishSteps } from "./PublishSteps.tsx";
import type { usePublish } from "./usePublish.ts";

/** Step 5, second half: what is signed, what it costs in gas, and the one button that does it. */
export function SignCard({
  account,
  input,
  draft,
  blocked,
  publish,
  onPublished,
}: {
  account: Hex;
  /** null while something is missing, which `blocked` says. */
  input: PublishInput | null;
  draft: PublishDraft;
  blocked: string | null;
  publish: ReturnType<typeof usePublish>;
  /** Called once it is in a block: the draft is not needed any more. */
  onPublished: () => void;
}) {
  const { isRightChain } = useSession();
  const [chain] = useChains();
  const fee = usePublishFee(account, isRightChain ? (input?.listing ?? null) : null);
  const funds = useFunds(account);
  const text = input === null ? null : describePublish(input, draft.title, draft.sample?.rows ?? 0);
  const coin = chain?.nativeCurrency.symbol ?? "coin";
  const isShort = fee.data !== undefined && funds.data !== undefined && funds.data.gasWei < fee.data.feeWei;
  return (
    <section className="card stack" aria-label="Sign">
      <h2>{text?.title ?? "Publish this dataset"}</h2>
      {text === null ? null : (
        <Facts
          isList
          facts={[
            ...text.facts,
            ...(fee.data === undefined
              ? []
              : [
                  { label: "Gas", value: formatNumber(fee.data.gas) },
                  {
                    label: "Network fee, at most",
                    value: `${formatSym(fee.data.feeWei, 6)} ${coin}`,
                  },
                ]),
          ]}
        />
      )}
      {fee.isFetching && fee.data === undefined ? (
        <p className="small soft">Asking the network for its fee…</p>
      ) : null}
      {fee.isError && input !== null ? (
        <ErrorNotice error={fee.error} onRetry={() => void fee.refetch()} />
      ) : null}
      {isShort ? (
        <Notice tone="warn" title="Not enough coin for the network fee">
          Fund the account with {coin}.
        </Notice>
      ) : null}
      {publish.isPending ? (
        <PublishSteps step={publish.step} />
      ) : (
        <Button
          look="primary"
          isWide
          disabled={input === null || blocked !== null || isShort || !isRightChain || fee.isError}
          onClick={() => input !== null && publish.mutate({ input, draft }, { onSuccess: onPublished })}
        >
          Sign and publish
        </Button>
      )}
      {blocked === null ? null : <p className="small soft">{blocked}</p>}
      {publish.isError ? <ErrorNotice error={publish.error} /> : null}
      <p className="small quiet">{text?.note ?? "One transaction, one signature."}</p>
    </section>
  );
}
