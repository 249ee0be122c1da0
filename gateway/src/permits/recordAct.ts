import {
  ACT_RULES,
  type AccessBody,
  type Actor,
  applyAct,
  applyRequestAct,
  DataRequestAct,
  ProceedingAct,
  REQUEST_RULES,
  SymbolonError,
} from "@symbolon/protocol";
import { datasetStorage } from "../server/modules/dataset/datasetStorage.ts";
import { actorsOf } from "./actorsOf.ts";
import { appendAct } from "./appendAct.ts";
import type { CaseRecord } from "./caseRecord.ts";
import { checkPermitDocument } from "./checkPermitDocument.ts";
import type { PermitContext } from "./permitContext.ts";
import { readCanonical } from "./readCanonical.ts";
import { readCase } from "./readCase.ts";
import { requireSequence } from "./requireSequence.ts";
import type { SignedBody } from "./signedBody.ts";

/** Acts that come about by a document of their own, or by the hub's rules, and not through recordAct. */
const ELSEWHERE: readonly string[] = ["submitted", "completed", "answer-agreed", "data-requested"];

/**
 * Takes the next act of a case: signed for exactly this number, by who may take it now, with content that the state machine lets through; a
 * permit also has to be what the chain has. A permit's issue requests the data of every holder in the same transaction (Art. 68(7)). Gives
 * the number of the next act. Throws E1006, E3005, E3010, E3013, E3014, E9002, E9004, E6001.
 */
export async function recordAct(
  context: PermitContext,
  at: { readonly applicationHash: string; readonly country: string; readonly sequence: number },
  signed: SignedBody,
): Promise<number> {
  const { record, body } = await readCase(context, at.applicationHash, at.country);
  requireSequence(record, at.sequence);
  const act =
    record.lane === "permit"
      ? readCanonical(ProceedingAct, signed.body, "act")
      : readCanonical(DataRequestAct, signed.body, "act");
  if (ELSEWHERE.includes(act.kind))
    throw new SymbolonError("E3010", { step: act.kind, reason: "it has a route of its own" });
  const actors = await actorsOf(context, record.row, body, signed.signer);
  const by = actorFor(record, act.kind, actors);
  const now = Math.max(context.now(), record.state.lastActAt);
  if (record.lane === "permit") {
    const proceedingAct = act as ProceedingAct;
    applyAct(record.state, { act: proceedingAct, by, at: now }, body);
    if (proceedingAct.kind === "forwarded") await requireTrusted(context, body, proceedingAct.datasetId);
    if ("permit" in proceedingAct) {
      const permitId = "permitId" in proceedingAct ? proceedingAct.permitId : record.state.permit?.permitId;
      await checkPermitDocument(context, record.row, body, BigInt(permitId ?? 0), proceedingAct.permit);
    }
  } else {
    const requestBy = by === "applicant" ? by : "access-body";
    applyRequestAct(record.state, { act: act as DataRequestAct, by: requestBy, at: now });
  }
  return context.database.transaction(async (transaction) => {
    const write = (
      sequence: number,
      entry: { act: { kind: string }; by: Actor; evidence: SignedBody | null },
    ) => appendAct(context.database, transaction, record.row, { sequence, at: now, ...entry });
    await write(at.sequence, { act, by, evidence: signed });
    if (act.kind !== "issued") return at.sequence + 1;
    await write(at.sequence + 1, { act: { kind: "data-requested" }, by: "hub", evidence: null });
    return at.sequence + 2;
  });
}

/** An application is forwarded to a trusted holder alone (Art. 72(1), (2)). */
async function requireTrusted(context: PermitContext, body: AccessBody, datasetId: string): Promise<void> {
  const [dataset] = await datasetStorage(context.database).byIds([datasetId]);
  const owner = dataset?.owner ?? "";
  if ((body.trustedHolders as readonly string[] | undefined)?.includes(owner)) return;
  const reason = `the holder of dataset ${datasetId} is not trusted in ${body.country} (Art. 72)`;
  throw new SymbolonError("E3010", { step: "forwarded", reason });
}

function actorFor(record: CaseRecord, kind: string, actors: readonly Actor[]): Actor {
  const allowed: readonly Actor[] =
    record.lane === "permit"
      ? ACT_RULES[kind as ProceedingAct["kind"]].by
      : [REQUEST_RULES[kind as DataRequestAct["kind"]].by];
  const by = actors.find((actor) => allowed.includes(actor));
  if (by === undefined)
    throw new SymbolonError("E9002", { reason: `${kind} is for ${allowed.join(" or ")} of this case` });
  return by;
}
