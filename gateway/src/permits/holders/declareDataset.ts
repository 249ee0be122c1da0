import { civilDateOf, HolderDeclaration, SymbolonError } from "@symbolon/protocol";
import { datasetStorage } from "../../server/modules/dataset/datasetStorage.ts";
import type { PermitContext } from "../permitContext.ts";
import { readCanonical } from "../readCanonical.ts";
import type { SignedBody } from "../signedBody.ts";
import { declarationStorage } from "./declarationStorage.ts";

/**
 * Takes a holder's declaration of a dataset that the signer owns and that is in the EHDS lane. Throws E1006 for one of another dataset or chain, of
 * the commercial lane, or of a review that has not been, E2007 for an unknown dataset, E9002 for a stranger.
 */
export async function declareDataset(
  context: PermitContext,
  datasetId: string,
  signed: SignedBody,
): Promise<HolderDeclaration> {
  const declaration = readCanonical(HolderDeclaration, signed.body, "holder declaration");
  const refuse = (reason: string) => new SymbolonError("E1006", { document: "holder declaration", reason });
  const { chainId } = context.deployment;
  if (declaration.datasetId !== datasetId || declaration.chainId !== chainId)
    throw refuse(`it is not of dataset ${datasetId} on chain ${chainId}`);
  const [dataset] = await datasetStorage(context.database).byIds([datasetId]);
  if (dataset === undefined) throw new SymbolonError("E2007", { datasetId });
  if (dataset.owner !== signed.signer)
    throw new SymbolonError("E9002", { reason: `${signed.signer} does not own dataset ${datasetId}` });
  if (dataset.lane !== "EHDS") throw refuse("only datasets of the EHDS lane have one");
  const now = context.now();
  // A day ahead of UTC is today somewhere.
  if (declaration.reviewedOn > civilDateOf(now + 86_400, "UTC")) throw refuse("the review has not been yet");
  const text = new TextDecoder().decode(signed.body);
  await declarationStorage(context.database).put(declaration, text, signed.signer, now);
  return declaration;
}
