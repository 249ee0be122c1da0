import { type KeyHolder, patientKeys } from "../../../consent/patientKeys.ts";
import { sendJson } from "../../../http/sendJson.ts";
import type { RestCall, RestRoute } from "../../rest/restRoute.ts";
import { readSigned } from "../permitCase/readSigned.ts";

/** Who asks, by the key of the link alone; `holder` null for a key that leads to nobody in this hub. */
export type PersonCall = {
  readonly datasetId: string;
  readonly account: string;
  readonly holder: KeyHolder | null;
  readonly body: Uint8Array;
};

/** A route of a patient: signed with the link's key, purpose "patient", subject DATASET/ACT. Throws what `run` throws. */
export function personRoute(
  act: string,
  method: "GET" | "POST",
  run: (call: RestCall, person: PersonCall) => Promise<unknown>,
): RestRoute {
  return {
    name: `person${act[0]!.toUpperCase()}${act.slice(1)}`,
    method,
    pattern: new RegExp(`^/consents/([1-9][0-9]{0,77})/person/${act}$`),
    async handle(call) {
      const datasetId = call.params[0]!;
      const { signer, body } = await readSigned(call, "patient", `${datasetId}/${act}`);
      const holder = await patientKeys(call.gateway.database).holderOf(datasetId, signer);
      const answer = await run(call, { datasetId, account: signer, holder, body });
      sendJson(call.response, 200, answer, { "Cache-Control": "no-store" });
    },
  };
}
