import { RegisterExchange } from "@symbolon/protocol";
import { datasetStorage } from "../../server/modules/dataset/datasetStorage.ts";
import { listRegister } from "../listRegister.ts";
import type { PermitContext } from "../permitContext.ts";
import { requireAccessBody } from "../requireAccessBody.ts";

const PAGE = 100;

/**
 * A page of a country's public register with the catalogue digests of its datasets, for another country's contact point (Regulation (EU) 2025/327
 * Art. 75). What it holds is public here already. Throws E3014 for a country without an access body.
 */
export async function exportRegister(
  context: PermitContext,
  country: string,
  offset: number,
): Promise<RegisterExchange> {
  await requireAccessBody(context, country);
  const entries = await listRegister(context, { country }, PAGE, offset);
  const ids = [...new Set(entries.flatMap(({ datasetIds }) => datasetIds))];
  const datasets = await datasetStorage(context.database).byIds(ids);
  return RegisterExchange.parse({
    format: "symbolon-register-exchange/1",
    chainId: context.deployment.chainId,
    country,
    madeAt: context.now(),
    offset,
    entries,
    catalogue: datasets.map(({ id, catalogue_digest }) => ({
      datasetId: id,
      catalogueDigest: catalogue_digest,
    })),
  });
}
