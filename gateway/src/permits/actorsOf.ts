import type { AccessBody, Actor, Hex } from "@symbolon/protocol";
import { datasetStorage } from "../server/modules/dataset/datasetStorage.ts";
import type { CaseRow } from "./caseStorage.ts";
import { HDAB_ROLE, type PermitContext } from "./permitContext.ts";

/**
 * As what an account may act in a case: the access body's registered account while the chain gives it the HDAB role, the account that applied,
 * the owner of a dataset asked for. Empty for a stranger. Throws E6001.
 */
export async function actorsOf(
  context: PermitContext,
  row: CaseRow,
  body: AccessBody,
  account: Hex,
): Promise<readonly Actor[]> {
  const actors: Actor[] = [];
  if (body.account === account && (await context.chain.hasRole(HDAB_ROLE, account)))
    actors.push("access-body");
  if (row.account === account) actors.push("applicant");
  const datasets = await datasetStorage(context.database).byIds(row.dataset_ids);
  if (datasets.some(({ owner }) => owner === account)) actors.push("holder");
  return actors;
}
