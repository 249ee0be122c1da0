import { join } from "node:path";
import { fromHex, type Hex, SymbolonError, toHex } from "@symbolon/protocol";
import { paddingIdentifiers } from "../../../joint/linked/paddingIdentifiers.ts";
import { patientIdentifier } from "../../../joint/linked/patientIdentifier.ts";
import { claimKey } from "../../../joint/upload/claimKey.ts";
import { type BlindedIdentifiers, blindIdentifiers } from "../../../mpc/vertical/join/blindIdentifiers.ts";
import { cryptoEntropy } from "../../../random/cryptoEntropy.ts";
import { MOST_LISTS } from "../../shared/mostLists.ts";
import type { Job } from "../../shared/readJob.ts";
import { stateFile } from "../../shared/stateFile.ts";
import type { OrderContext } from "../orderContext.ts";
import { orderRows } from "../orderRows.ts";

/** A hospital's list for one claim. SECRET: stays inside its walls. */
export type LinkList = {
  /** Records that are linked; the identifiers are theirs, then made-up ones. */
  readonly rows: readonly number[];
  readonly blinded: BlindedIdentifiers;
};

type OnDisk = {
  readonly rows: readonly number[];
  readonly identifiers: readonly Hex[];
  readonly blinds: readonly Hex[];
  readonly elements: readonly Hex[];
};

/**
 * The one list that this hospital hands in for the claim, on its own disk when this returns, so that a restart sends the same bytes. In it are the records that may be
 * counted (not held out, not withdrawn) and have an identifier, and made-up ones. A patient who is held out or left out at either hospital is in no
 * count: the join needs both rows. Throws E1006 where a patient appears twice, E4006 for more patients than the order takes, and after MOST_LISTS claims.
 */
export async function linkList(
  context: OrderContext,
  job: Job,
  { register, mostPatients }: { readonly register: string; readonly mostPatients: number },
): Promise<LinkList> {
  const { order, hospital, stateFolder } = context;
  const { orderId } = order;
  const key = claimKey(orderId, job);
  const folder = join(stateFolder, "orders");
  const file = stateFile<OnDisk>(join(folder, `${orderId}-${key}-list.json`));
  const kept = await file.read();
  if (kept !== null) return restored(kept);
  const refuse = (reason: string) => new SymbolonError("E4006", { orderId, reason });
  const listed = stateFile<readonly string[]>(join(folder, `${orderId}-lists.json`));
  const claims = (await listed.read()) ?? [];
  if (!claims.includes(key)) {
    if (claims.length >= MOST_LISTS) throw refuse(`this hospital has handed in ${MOST_LISTS} lists for it`);
    await listed.write([...claims, key]);
  }
  const { everyone } = await orderRows(context, job, undefined);
  const rows: number[] = [];
  const identifiers: Uint8Array[] = [];
  for (const [row, flag] of everyone.entries()) {
    const text = hospital.records.identifiers[row] ?? null;
    const identifier = flag === 1 && text !== null ? patientIdentifier(register, text) : null;
    if (identifier === null) continue;
    rows.push(row);
    identifiers.push(identifier);
  }
  if (rows.length > mostPatients)
    throw refuse(`this hospital has more than the ${mostPatients} patients that it can take`);
  const entropy = cryptoEntropy();
  const blinded = blindIdentifiers([...identifiers, ...paddingIdentifiers(entropy)], entropy);
  const list: OnDisk = {
    rows,
    identifiers: blinded.identifiers.map(toHex),
    blinds: blinded.blinds.map(toHex),
    elements: blinded.elements.map(toHex),
  };
  return restored(await file.writeOnce(list));
}

function restored({ rows, identifiers, blinds, elements }: OnDisk): LinkList {
  return {
    rows,
    blinded: {
      identifiers: identifiers.map(fromHex),
      blinds: blinds.map(fromHex),
      elements: elements.map(fromHex),
    },
  };
}
