import { SymbolonError } from "@symbolon/protocol";
import { sendJson } from "../../../http/sendJson.ts";
import type { RestCall, RestRoute } from "../../rest/restRoute.ts";
import { datasetStorage } from "../dataset/datasetStorage.ts";
import { readSigned } from "../permitCase/readSigned.ts";

type Act = (
  call: RestCall,
  options: { readonly datasetId: string; readonly body: Uint8Array },
) => Promise<unknown>;

/** A route of the dataset's owner: signed, purpose "consent", subject DATASET/ACT. Throws E2007, E9002 for anybody else, and what `run` throws. */
export function ownerRoute(act: string, method: "GET" | "POST", run: Act): RestRoute {
  return {
    name: `consent${act[0]!.toUpperCase()}${act.slice(1)}`,
    method,
    pattern: new RegExp(`^/consents/([1-9][0-9]{0,77})/${act}$`),
    async handle(call) {
      const datasetId = call.params[0]!;
      const { signer, body } = await readSigned(call, "consent", `${datasetId}/${act}`);
      const [dataset] = await datasetStorage(call.gateway.database).byIds([datasetId]);
      if (dataset === undefined) throw new SymbolonError("E2007", { datasetId });
      if (dataset.owner !== signer)
        throw new SymbolonError("E9002", { reason: `${signer} does not own dataset ${datasetId}` });
      sendJson(call.response, 200, await run(call, { datasetId, body }), { "Cache-Control": "no-store" });
    },
  };
}
