import { SymbolonError } from "@symbolon/protocol";
import { requestUrl } from "../../../http/requestUrl.ts";
import { sendJson } from "../../../http/sendJson.ts";
import { actorsOf } from "../../../permits/actorsOf.ts";
import { readCase } from "../../../permits/readCase.ts";
import { requireAccessBody } from "../../../permits/requireAccessBody.ts";
import { listAlarms, raiseAlarm } from "../../../permits/supervision/alarms.ts";
import { pageSize } from "../../graphql/pageSize.ts";
import type { RestCall, RestRoute } from "../../rest/restRoute.ts";
import { wholeNumber } from "../../rest/wholeNumber.ts";
import { readSigned } from "./readSigned.ts";

const PRIVATE = { "Cache-Control": "no-store" } as const;

function pageOf({ request }: RestCall): readonly [first: number, offset: number] {
  const query = requestUrl(request).searchParams;
  return [pageSize(wholeNumber(query.get("first"), 100)), wholeNumber(query.get("offset"), 0)];
}

/** What an access body supervises by: the log of accesses to records (Art. 73(1)(e)) and alarms about orders (Art. 61(3)). */
export const SUPERVISION_ROUTES: readonly RestRoute[] = [
  {
    name: "ehdsAccessLog",
    method: "GET",
    pattern: /^\/ehds\/cases\/(0x[0-9a-f]{64})\/([A-Z]{2})\/access-log$/,
    async handle(call) {
      const { gateway, response } = call;
      const [hash, country] = call.params as [string, string];
      const { signer } = await readSigned(call, "ehds-read", `${hash}/${country}`);
      const { record, body } = await readCase(gateway, hash, country);
      if (!(await actorsOf(gateway, record.row, body, signer)).includes("access-body"))
        throw new SymbolonError("E9002", { reason: "the access log is for the access body" });
      const entries = await gateway.database.query(
        `SELECT account, granted, asked_at FROM gateway.access_log
         WHERE application_hash = $1 AND country = $2 ORDER BY sequence DESC LIMIT $3 OFFSET $4`,
        [hash, country, ...pageOf(call)],
      );
      sendJson(response, 200, { entries }, PRIVATE);
    },
  },
  {
    name: "ehdsAlarmPut",
    method: "PUT",
    pattern: /^\/ehds\/alarms\/([1-9][0-9]{0,77})$/,
    async handle(call) {
      const orderId = call.params[0]!;
      const signed = await readSigned(call, "ehds-alarm", orderId);
      const isNew = await raiseAlarm(call.gateway, orderId, signed);
      sendJson(call.response, isNew ? 201 : 200, { orderId });
    },
  },
  {
    name: "ehdsAlarms",
    method: "GET",
    pattern: /^\/ehds\/alarms\/of\/([A-Z]{2})$/,
    async handle(call) {
      const { gateway, response } = call;
      const country = call.params[0]!;
      const { signer } = await readSigned(call, "ehds-alarms", country);
      const body = await requireAccessBody(gateway, country);
      if (body.account !== signer)
        throw new SymbolonError("E9002", { reason: `${signer} is not the access body of ${country}` });
      sendJson(response, 200, { alarms: await listAlarms(gateway, body, ...pageOf(call)) }, PRIVATE);
    },
  },
];
