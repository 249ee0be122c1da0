import type { AccessBody } from "@symbolon/protocol";
import { useMutation } from "@tanstack/react-query";
import { Link } from "react-router";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { contractReader } from "../../data/chain/contractReader.ts";
import type { RegisterEntry } from "../../data/gateway/permitTypes.ts";
import { restRequest } from "../../data/gateway/restRequest.ts";
import { casePath } from "../../data/queries/permitCaseQuery.ts";
import { formatEuro } from "../../format/formatEuro.ts";
import { formatDate } from "../../format/formatTime.ts";
import { Button, buttonClass } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { checkPermitProof } from "./checkPermitProof.ts";

/** The permit of a case: its number, its document with a check of the proof, and the way to an order under it; nothing before one is issued. */
export function PermitCard({
  entry,
  body,
  mayOrder,
}: {
  entry: RegisterEntry;
  body: AccessBody;
  /** It was issued to who looks at it. */
  mayOrder: boolean;
}) {
  const config = useConfig();
  const deployment = useDeployment();
  const { permit, datasetIds } = entry;
  const href = `${casePath(entry)}/permit.jsonld`;
  const check = useMutation({
    mutationFn: async () =>
      checkPermitProof(
        await restRequest(href),
        BigInt(permit!.permitId),
        body,
        deployment,
        contractReader(config, deployment),
      ),
  });
  if (permit === null) return null;
  return (
    <Card title={`Permit ${permit.permitId}`}>
      <div className="stack">
        <Facts
          isList
          facts={[
            { label: "Issued", value: formatDate(permit.issuedAt) },
            { label: "Valid", value: `${formatDate(permit.validFrom)} to ${formatDate(permit.validUntil)}` },
            { label: "Version", value: String(permit.version) },
            { label: "Fee", value: formatEuro(permit.feeCents) },
          ]}
        />
        <div className="row">
          {mayOrder ? (
            <Link
              className={buttonClass("primary")}
              to={`/buy?datasets=${datasetIds.join(",")}&permit=${permit.permitId}`}
            >
              Order with this permit
            </Link>
          ) : null}
          <a className={buttonClass()} href={href} download={`permit-${permit.permitId}.jsonld`}>
            <Icon name="download" />
            Permit document
          </a>
          <Button isBusy={check.isPending} onClick={() => check.mutate()}>
            Check its proof
          </Button>
        </div>
        {check.isSuccess ? (
          <ul className="checks" aria-label="Proof of the permit">
            {check.data.map(({ name, isGood }) => (
              <li key={name} data-good={isGood}>
                <Icon name={isGood ? "check" : "cross"} />
                <span>
                  <span className="visually-hidden">{isGood ? "Passed: " : "Failed: "}</span>
                  {name}
                </span>
              </li>
            ))}
          </ul>
        ) : null}
        {check.isError ? <ErrorNotice error={check.error} /> : null}
      </div>
    </Card>
  );
}
