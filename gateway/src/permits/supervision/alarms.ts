import { type AccessBody, type Hex, SymbolonError } from "@symbolon/protocol";
import { z } from "zod";
import type { PermitContext } from "../permitContext.ts";
import { readCanonical } from "../readCanonical.ts";
import type { SignedBody } from "../signedBody.ts";

/** `symbolon-alarm/1`: a sign of an attack that a hospital's node saw in an order (synth-worker, attackSigns); it says nothing about patients. */
export const Alarm = z.strictObject({
  format: z.literal("symbolon-alarm/1"),
  orderId: z.string().regex(/^[1-9]\d{0,77}$/),
  datasetId: z.string().regex(/^[1-9]\d{0,77}$/),
  sign: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("narrow-cohort") }),
    z.strictObject({ kind: z.literal("near-identical"), orderId: z.string().regex(/^[1-9]\d{0,77}$/) }),
  ]),
});
export type Alarm = z.infer<typeof Alarm>;

/** An alarm as the access body reads it: whose order, under which of its permits, told by which holder, when (unix seconds). */
export type KeptAlarm = {
  readonly order_id: string;
  readonly dataset_id: string;
  readonly kind: string;
  readonly against: string;
  readonly permit_id: string;
  readonly buyer: string;
  readonly told_by: string;
  readonly told_at: number;
};

/**
 * Takes an alarm (Regulation (EU) 2025/327 Art. 61(3)) from the owner of a dataset of the order, which is under a permit; true when it is new. Throws
 * E1006, E3014 for another order, E9002 for a stranger.
 */
export async function raiseAlarm(
  context: PermitContext,
  orderId: string,
  signed: SignedBody,
): Promise<boolean> {
  const alarm = readCanonical(Alarm, signed.body, "alarm");
  if (alarm.orderId !== orderId)
    throw new SymbolonError("E1006", { document: "alarm", reason: `it is not about order ${orderId}` });
  const [found] = await context.database.query<{ owner: Hex }>(
    `SELECT d.owner FROM subgraph.order o JOIN subgraph.dataset d ON d.id = $2 AND d.id = ANY(o.datasets)
     WHERE o.id = $1 AND o.permit_id IS NOT NULL`,
    [orderId, alarm.datasetId],
  );
  if (found === undefined)
    throw new SymbolonError("E3014", { what: `order ${orderId} of that dataset under a permit` });
  if (found.owner !== signed.signer)
    throw new SymbolonError("E9002", { reason: `${signed.signer} does not own dataset ${alarm.datasetId}` });
  const { sign } = alarm;
  const written = await context.database.query(
    `INSERT INTO gateway.permit_alarm (order_id, dataset_id, kind, against, told_by, told_at)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING order_id`,
    [
      orderId,
      alarm.datasetId,
      sign.kind,
      "orderId" in sign ? sign.orderId : "",
      signed.signer,
      context.now(),
    ],
  );
  return written.length > 0;
}

/** Alarms about orders under an access body's permits, newest first: who supervises reads them, nobody else. */
export function listAlarms(
  context: PermitContext,
  { account }: AccessBody,
  first: number,
  offset: number,
): Promise<KeptAlarm[]> {
  return context.database.query<KeptAlarm>(
    `SELECT a.order_id, a.dataset_id, a.kind, a.against, o.permit_id, o.buyer, a.told_by, a.told_at
     FROM gateway.permit_alarm a JOIN subgraph.order o ON o.id = a.order_id
     JOIN subgraph.data_permit p ON p.id = o.permit_id
     WHERE p.issuer = $1 ORDER BY a.told_at DESC, a.order_id, a.dataset_id, a.kind, a.against LIMIT $2 OFFSET $3`,
    [account, first, offset],
  );
}
