import type { ActKind, Proceeding } from "@symbolon/protocol";
import type { ComponentType } from "react";
import type { DeskProps } from "../deskProps.ts";
import { AmendPermit } from "./AmendPermit.tsx";
import { AskAmendment } from "./AskAmendment.tsx";
import { AskExtension } from "./AskExtension.tsx";
import { DisputeFee } from "./DisputeFee.tsx";
import { ExtendDelivery } from "./ExtendDelivery.tsx";
import { ExtendPermit } from "./ExtendPermit.tsx";
import { ExtendResults } from "./ExtendResults.tsx";
import { ForwardApplication } from "./ForwardApplication.tsx";
import { ImposeFine } from "./ImposeFine.tsx";
import { PassOnFinding } from "./PassOnFinding.tsx";
import { ProposeDecision } from "./ProposeDecision.tsx";
import { RecordCost } from "./RecordCost.tsx";
import { RecordDeletion } from "./RecordDeletion.tsx";
import { SetFee } from "./SetFee.tsx";

const FORMS = {
  "extension-requested": AskExtension,
  "amendment-requested": AskAmendment,
  "fee-disputed": DisputeFee,
  "health-finding": PassOnFinding,
  "proposal-made": ProposeDecision,
  forwarded: ForwardApplication,
  "cost-incurred": RecordCost,
  extended: ExtendPermit,
  amended: AmendPermit,
  "fee-set": SetFee,
  "holder-extended": ExtendDelivery,
  fined: ImposeFine,
  deleted: RecordDeletion,
  "results-extended": ExtendResults,
} as const satisfies Partial<Record<ActKind, ComponentType<DeskProps<Proceeding>>>>;

/** The forms of those of these acts that are open now, in the order given. */
export function ActForms({
  kinds,
  ...props
}: DeskProps<Proceeding> & { kinds: readonly (keyof typeof FORMS)[] }) {
  return kinds
    .filter((kind) => props.open.has(kind))
    .map((kind) => {
      const Form = FORMS[kind];
      return <Form key={kind} {...props} />;
    });
}
