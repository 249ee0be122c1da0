import type { Proceeding } from "@symbolon/protocol";
import { useState } from "react";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { type SupervisionStep, supervisePermit } from "../../transactions/supervisePermit.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { TextInput } from "../../ui/TextInput.tsx";
import { ActForms } from "./acts/ActForms.tsx";
import { dayEnd } from "./days.ts";
import type { DeskProps } from "./deskProps.ts";
import { ReasonForm } from "./ReasonForm.tsx";

const FORMS = ["holder-extended", "fined", "results-extended", "deleted"] as const;
/** What the card is there for. */
const ACTS = [...FORMS, "finding-notified", "suspended", "resumed", "revoked"] as const;

/** After the permit: data as they come in, access, what stops it, and its end. A stop, a finding and a revocation stand on chain before they are recorded. */
export function SuperviseCard(props: DeskProps<Proceeding>) {
  const { state, account, act, open } = props;
  const config = useConfig();
  const deployment = useDeployment();
  const [exclusion, setExclusion] = useState("");
  if (state.permit === null || !ACTS.some((kind) => open.has(kind))) return null;
  const permitId = BigInt(state.permit.permitId);
  const onChain =
    (...steps: readonly SupervisionStep[]) =>
    async () => {
      for (const step of steps) await supervisePermit(config, deployment, account, permitId, step);
    };
  const awaited = open.has("delivered") ? state.deliveries : [];
  return (
    <Card title="Supervision">
      <div className="stack">
        {awaited
          .filter(({ deliveredAt }) => deliveredAt === null)
          .map(({ datasetId }) => (
            <div className="row row--between" key={datasetId}>
              <span>Data of dataset {datasetId} are awaited</span>
              <Button
                isSmall
                isBusy={act.isPending}
                onClick={() => act.mutate({ act: { kind: "delivered", datasetId } })}
              >
                Received
                <span className="visually-hidden"> dataset {datasetId}</span>
              </Button>
            </div>
          ))}
        {open.has("opened") ? (
          <div className="row row--between">
            <span>All data are there</span>
            <Button isSmall isBusy={act.isPending} onClick={() => act.mutate({ act: { kind: "opened" } })}>
              Access is open
            </Button>
          </div>
        ) : null}
        {open.has("resumed") ? (
          <div className="row row--between">
            <span>The permit is stopped</span>
            <Button
              isSmall
              isBusy={act.isPending}
              onClick={() => act.mutate({ act: { kind: "resumed" }, first: onChain({ kind: "resume" }) })}
            >
              Resume
            </Button>
          </div>
        ) : null}
        {open.has("suspended") ? (
          <details>
            <summary>Stop at once</summary>
            <div className="details__body">
              <ReasonForm
                label="Reason of the stop"
                hint="Every use stops with the transaction (Art. 63(3))."
                button="Stop"
                isBusy={act.isPending}
                onSubmit={(reason) =>
                  act.mutate({
                    act: { kind: "suspended", reason },
                    first: onChain({ kind: "suspend", words: reason }),
                  })
                }
              />
            </div>
          </details>
        ) : null}
        <details>
          <summary>
            {state.finding === null ? "Notify a finding and hear the user" : "Notify another finding"}
          </summary>
          <div className="details__body">
            <ReasonForm
              key={state.finding?.notifiedAt ?? 0}
              label="Finding"
              hint="The user has four weeks to state its view (Art. 63(2))."
              button="Notify"
              isBusy={act.isPending}
              onSubmit={(finding) =>
                act.mutate({
                  act: { kind: "finding-notified", finding },
                  first: onChain({ kind: "notify", words: finding }),
                })
              }
            />
          </div>
        </details>
        {open.has("revoked") ? (
          <details>
            <summary>Revoke</summary>
            <div className="stack stack--tight details__body">
              <TextInput
                label="Excluded until"
                hint="At most five years; leave empty for no exclusion."
                type="date"
                value={exclusion}
                onChange={setExclusion}
              />
              <ReasonForm
                label="Reason of the revocation"
                hint="Only after the user has answered, or four weeks."
                button="Revoke for good"
                isBusy={act.isPending}
                onSubmit={(reason) => {
                  const excludedUntil = exclusion === "" ? null : dayEnd(exclusion);
                  const revoke: SupervisionStep = { kind: "revoke", words: reason };
                  act.mutate({
                    act: { kind: "revoked", reason, excludedUntil },
                    first:
                      excludedUntil === null
                        ? onChain(revoke)
                        : onChain(revoke, { kind: "exclude", words: reason, until: excludedUntil }),
                  });
                }}
              />
            </div>
          </details>
        ) : null}
        <ActForms {...props} kinds={FORMS} />
      </div>
    </Card>
  );
}
