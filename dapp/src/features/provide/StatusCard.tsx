import type { Hex } from "@symbolon/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import type { DatasetDetails } from "../../data/gateway/types.ts";
import { describeStatus, type ListingStatus, setDatasetStatus } from "../../transactions/setDatasetStatus.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { StatusBadge } from "../dataset/StatusBadge.tsx";
import { useSession } from "../wallet/useSession.ts";
import { whenIndexed } from "./whenIndexed.ts";

const BUTTONS: Readonly<Record<ListingStatus, string>> = {
  LISTED: "List again",
  UNLISTED: "Pause",
  RETIRED: "Withdraw for good",
};

/** Pauses, lists again or withdraws a dataset; each says what it does before anything is signed. */
export function StatusCard({ dataset, account }: { dataset: DatasetDetails; account: Hex }) {
  const config = useConfig();
  const deployment = useDeployment();
  const queryClient = useQueryClient();
  const { isRightChain } = useSession();
  const [asked, setAsked] = useState<ListingStatus | null>(null);
  const send = useMutation({
    mutationFn: async (status: ListingStatus) => {
      await setDatasetStatus(config, deployment, account, { datasetId: dataset.id, status });
      await whenIndexed(queryClient, dataset.id, (now) => now.status === status);
    },
    onSuccess: () => setAsked(null),
  });
  const { status } = dataset;
  // The button that was pressed is gone: what it asks, and afterwards the card, takes the focus.
  const place = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is the event
  useEffect(() => {
    if (!isFirst.current) place.current?.focus();
    isFirst.current = false;
  }, [asked]);
  const choices: readonly ListingStatus[] =
    status === "RETIRED" ? [] : [status === "LISTED" ? "UNLISTED" : "LISTED", "RETIRED"];
  const text = asked === null ? null : describeStatus(dataset.id, dataset.title, asked);
  return (
    <Card title="On the market" end={<StatusBadge status={status} />}>
      <div className="stack stack--tight">
        {choices.length === 0 ? (
          <p className="small soft">It was withdrawn for good. What was delivered stays with its buyers.</p>
        ) : text === null ? (
          <section className="row" ref={place} tabIndex={-1} aria-label="What can be done">
            {choices.map((choice) => (
              <Button key={choice} isSmall disabled={!isRightChain} onClick={() => setAsked(choice)}>
                {BUTTONS[choice]}
              </Button>
            ))}
          </section>
        ) : (
          <section className="stack stack--tight" ref={place} tabIndex={-1} aria-label={text.title}>
            <h3>{text.title}</h3>
            <Facts isList facts={text.facts} />
            <p className="small soft">{text.note}</p>
            <div className="row">
              <Button
                look="primary"
                isSmall
                isBusy={send.isPending}
                disabled={!isRightChain}
                onClick={() => asked !== null && send.mutate(asked)}
              >
                Sign
              </Button>
              <Button isSmall disabled={send.isPending} onClick={() => setAsked(null)}>
                Not now
              </Button>
            </div>
          </section>
        )}
        {send.isError ? <ErrorNotice error={send.error} /> : null}
      </div>
    </Card>
  );
}
