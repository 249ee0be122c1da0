import { SymbolonError } from "@symbolon/protocol";
import { requestUrl } from "../../../http/requestUrl.ts";
import { sendJson } from "../../../http/sendJson.ts";
import { datasetDuties } from "../../../permits/holders/datasetDuties.ts";
import { declarationStorage } from "../../../permits/holders/declarationStorage.ts";
import { declareDataset } from "../../../permits/holders/declareDataset.ts";
import { pageSize } from "../../graphql/pageSize.ts";
import type { RestRoute } from "../../rest/restRoute.ts";
import { wholeNumber } from "../../rest/wholeNumber.ts";
import { readSigned } from "./readSigned.ts";

const DATASET = /^\/ehds\/datasets\/([1-9][0-9]{0,77})$/;
const PUBLIC = { "Cache-Control": "no-cache" } as const;

/** What holders declare of datasets of the EHDS lane (Art. 50, 51(3), 52(2), 60(3), 60(5), 71(8)), and who is trusted (Art. 72). No login to read. */
export const HOLDER_ROUTES: readonly RestRoute[] = [
  {
    name: "ehdsDatasets",
    method: "GET",
    pattern: /^\/ehds\/datasets$/,
    async handle({ gateway, request, response }) {
      const query = requestUrl(request).searchParams;
      const first = pageSize(wholeNumber(query.get("first"), 100));
      const kept = await declarationStorage(gateway.database).list(
        first,
        wholeNumber(query.get("offset"), 0),
      );
      sendJson(response, 200, { datasets: await datasetDuties(gateway, kept) }, PUBLIC);
    },
  },
  {
    name: "ehdsDataset",
    method: "GET",
    pattern: DATASET,
    async handle({ gateway, params, response }) {
      const datasetId = params[0]!;
      const kept = await declarationStorage(gateway.database).of([datasetId]);
      const [duties] = await datasetDuties(gateway, kept);
      if (duties === undefined)
        throw new SymbolonError("E3014", { what: `declaration of dataset ${datasetId}` });
      sendJson(response, 200, duties, PUBLIC);
    },
  },
  {
    name: "ehdsDeclare",
    method: "PUT",
    pattern: DATASET,
    async handle(call) {
      const datasetId = call.params[0]!;
      const signed = await readSigned(call, "ehds-holder", datasetId);
      sendJson(call.response, 200, await declareDataset(call.gateway, datasetId, signed));
    },
  },
];
