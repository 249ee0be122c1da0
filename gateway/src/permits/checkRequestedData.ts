import { type AccessBody, type RequestedData, SymbolonError } from "@symbolon/protocol";
import { datasetStorage } from "../server/modules/dataset/datasetStorage.ts";
import { declarationStorage } from "./holders/declarationStorage.ts";
import { isInScope } from "./holders/isInScope.ts";
import type { PermitContext } from "./permitContext.ts";

/**
 * Whether the datasets asked for of one country are there, in the EHDS lane, and come with what that country's stricter rules ask for (Art.
 * 51(4)); an exempt holder's are asked of nobody (Art. 50). Throws E2007 for an unknown dataset, E3012 otherwise.
 */
export async function checkRequestedData(
  context: PermitContext,
  body: AccessBody,
  data: readonly RequestedData[],
  hasEthicsDocument: boolean,
): Promise<void> {
  const rows = await datasetStorage(context.database).byIds(data.map(({ datasetId }) => datasetId));
  const declared = await declarationStorage(context.database).of(data.map(({ datasetId }) => datasetId));
  const exempt = declared.find(({ declaration }) => !isInScope(declaration))?.declaration;
  if (exempt !== undefined)
    throw new SymbolonError("E3012", {
      what: `dataset ${exempt.datasetId}`,
      reason: `its holder, a ${exempt.holderClass}, has no duty to make it available (Art. 50(1))`,
    });
  const lanes = new Map(rows.map(({ id, lane }) => [id, lane]));
  for (const { datasetId, categories } of data) {
    const lane = lanes.get(datasetId);
    if (lane === undefined) throw new SymbolonError("E2007", { datasetId });
    if (lane !== "EHDS")
      throw new SymbolonError("E3012", {
        what: `dataset ${datasetId}`,
        reason: "it is not in the EHDS lane",
      });
    const rule = body.nationalRules.find(({ category }) => categories.includes(category));
    if (rule !== undefined && !hasEthicsDocument)
      throw new SymbolonError("E3012", {
        what: `category (${rule.category}) in ${body.country}`,
        reason: "national law asks for an ethics document (Art. 51(4))",
      });
  }
}
