import { SymbolonError } from "@symbolon/protocol";
import { sendJson } from "../../../http/sendJson.ts";
import {
  FeasibilityQuestion,
  feasibilityQuestions,
} from "../../../permits/feasibility/feasibilityQuestions.ts";
import { readCanonical } from "../../../permits/readCanonical.ts";
import { readJson } from "../../../permits/readJson.ts";
import type { RestCall, RestRoute } from "../../rest/restRoute.ts";
import { datasetStorage } from "../dataset/datasetStorage.ts";
import { readSigned } from "./readSigned.ts";

const DATASET = "^/ehds/feasibility/([1-9][0-9]{0,77})";

async function requireOwner({ gateway }: RestCall, datasetId: string, signer: string): Promise<void> {
  const [dataset] = await datasetStorage(gateway.database).byIds([datasetId]);
  if (dataset?.owner !== signer)
    throw new SymbolonError("E9002", { reason: `${signer} does not own dataset ${datasetId}` });
}

/** Feasibility counts: asked by anybody with an account, answered by the dataset's owner, always suppressed and rounded. */
export const FEASIBILITY_ROUTES: readonly RestRoute[] = [
  {
    name: "feasibilityAsk",
    method: "POST",
    pattern: new RegExp(`${DATASET}$`),
    async handle(call) {
      const datasetId = call.params[0]!;
      const { signer, body } = await readSigned(call, "ehds-feasibility", datasetId);
      const { cohort } = readCanonical(FeasibilityQuestion, body, "feasibility question");
      const state = await feasibilityQuestions(call.gateway).ask(datasetId, cohort, signer);
      sendJson(call.response, state.answer === null ? 202 : 200, state, { "Cache-Control": "no-store" });
    },
  },
  {
    name: "feasibilityOpen",
    method: "GET",
    pattern: new RegExp(`${DATASET}/open$`),
    async handle(call) {
      const datasetId = call.params[0]!;
      const { signer } = await readSigned(call, "ehds-feasibility", `${datasetId}/open`);
      await requireOwner(call, datasetId, signer);
      sendJson(call.response, 200, { questions: await feasibilityQuestions(call.gateway).open(datasetId) });
    },
  },
  {
    name: "feasibilityAnswer",
    method: "PUT",
    pattern: new RegExp(`${DATASET}/(0x[0-9a-f]{64})$`),
    async handle(call) {
      const [datasetId, digest] = call.params as [string, string];
      const { signer, body } = await readSigned(call, "ehds-feasibility", `${datasetId}/${digest}`);
      await requireOwner(call, datasetId, signer);
      await feasibilityQuestions(call.gateway).answer(datasetId, digest, readJson(body));
      sendJson(call.response, 200, { questionDigest: digest });
    },
  },
];
