import {
  documentKeccak,
  type PermitDocument,
  parseDocument,
  SignedPermitDocument,
  SymbolonError,
} from "@symbolon/protocol";
import { type ReactNode, useState } from "react";
import { useDeployment } from "../../config/deploymentContext.ts";
import { Button } from "../../ui/Button.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { JsonFileField } from "../../ui/JsonFileField.tsx";
import { Notice } from "../../ui/Notice.tsx";
import type { DeskProps } from "./deskProps.ts";
import { keptPermits } from "./keptPermits.ts";
import { latestPermit } from "./latestPermit.ts";
import { nextVersion } from "./nextVersion.ts";
import type { usePermitDecision } from "./usePermitDecision.ts";
import type { Unrecorded } from "./useUnrecorded.ts";

const TITLES: Readonly<Record<Unrecorded["kind"], string>> = {
  issued: "is on chain, and not recorded in the case yet",
  extended: "is extended on chain, and that is not recorded in the case yet",
  amended: "is amended on chain, and that is not recorded in the case yet",
};

/**
 * What became of a decision whose transaction went through while its act did not, as when the page was closed in between: finishes with the document
 * that the chain has, without a second transaction. The document is the one kept in this browser or, of an extension, made again, or read from the
 * file that was saved. `children` is what to do instead where it cannot be had.
 */
export function FinishRecording({
  unrecorded,
  decision,
  children,
  ...props
}: DeskProps & {
  unrecorded: Unrecorded;
  decision: ReturnType<typeof usePermitDecision>;
  children?: ReactNode;
}) {
  const { whole, account, act } = props;
  const { chainId } = useDeployment();
  const [given, setGiven] = useState<SignedPermitDocument | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const { kind, permitId, decisionHash } = unrecorded;
  const signed =
    given ?? keptPermits(localStorage, chainId, account, whole).find(decisionHash)?.signed ?? null;
  const document = signed?.document ?? madeAgain(props, unrecorded);
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    setFault(null);
    try {
      const { permit } = JSON.parse(await file.text()) as { permit?: unknown };
      const read = parseDocument(SignedPermitDocument, permit, file.name);
      if (documentKeccak(read.document) !== decisionHash)
        throw new SymbolonError("E1006", { document: file.name, reason: "the chain has another permit" });
      setGiven(read);
    } catch (failure) {
      setFault(failure);
    }
  };
  if (document === null)
    return (
      <>
        <Notice tone="warn" title={`Permit ${permitId} ${TITLES[kind]}`}>
          Its document is not in this browser. Open the case in the browser in which it was signed
          {children === undefined ? ", or give the file that was saved then." : ", or decide again below."}
        </Notice>
        {children ?? (
          <JsonFileField
            label="File that was saved when the permit was signed"
            hint="permit-persons.json"
            onFile={(file) => void take(file)}
          />
        )}
        {fault === null ? null : <ErrorNotice error={fault} />}
      </>
    );
  return (
    <Notice
      tone="warn"
      title={`Permit ${permitId} ${TITLES[kind]}`}
      actions={
        <Button
          look="primary"
          isBusy={decision.isPending || act.isPending}
          onClick={() =>
            decision.mutate({
              kind,
              document: () => document,
              permitId,
              ...(signed === null ? {} : { signed }),
            })
          }
        >
          Finish with permit {String(permitId)}
        </Button>
      }
    >
      The transaction went through, but the act that records it did not. Finishing records the document that
      the chain has; there is no second transaction.
    </Notice>
  );
}

/** An extension changes the end alone, which the chain has; null for anything else, and where the hash is another. */
function madeAgain(
  { whole }: DeskProps,
  { kind, validUntil, decisionHash }: Unrecorded,
): PermitDocument | null {
  const present = latestPermit(whole)?.document;
  if (kind !== "extended" || present === undefined) return null;
  const document = nextVersion(present, {
    duration: { validFrom: present.duration.validFrom, validUntil },
  });
  return documentKeccak(document) === decisionHash ? document : null;
}
