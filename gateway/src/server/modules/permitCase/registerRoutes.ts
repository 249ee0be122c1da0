import { requestUrl } from "../../../http/requestUrl.ts";
import { sendJson } from "../../../http/sendJson.ts";
import { activityReport } from "../../../permits/activityReport.ts";
import { listRegister } from "../../../permits/listRegister.ts";
import { registerCsv } from "../../../permits/registerCsv.ts";
import { pageSize } from "../../graphql/pageSize.ts";
import type { RestCall, RestRoute } from "../../rest/restRoute.ts";
import { wholeNumber } from "../../rest/wholeNumber.ts";

function pageOf({ gateway, request }: RestCall) {
  const query = requestUrl(request).searchParams;
  const first = pageSize(wholeNumber(query.get("first"), 100));
  const filter = {
    country: query.get("country"),
    lane: query.get("lane"),
    purpose: query.get("purpose"),
    datasetId: query.get("dataset"),
  };
  return listRegister(gateway, filter, first, wholeNumber(query.get("offset"), 0));
}

/** The public register (Art. 57(1)(j)), as JSON and CSV, and an access body's activity report (Art. 59(1)). No login. */
export const REGISTER_ROUTES: readonly RestRoute[] = [
  {
    name: "ehdsRegister",
    method: "GET",
    pattern: /^\/ehds\/register$/,
    async handle(call) {
      sendJson(call.response, 200, { entries: await pageOf(call) }, { "Cache-Control": "no-cache" });
    },
  },
  {
    name: "ehdsRegisterCsv",
    method: "GET",
    pattern: /^\/ehds\/register\.csv$/,
    async handle(call) {
      const text = registerCsv(await pageOf(call));
      call.response
        .writeHead(200, {
          "Content-Type": "text/csv; charset=utf-8",
          "Content-Length": Buffer.byteLength(text),
          "Cache-Control": "no-cache",
        })
        .end(text);
    },
  },
  {
    name: "ehdsReport",
    method: "GET",
    pattern: /^\/ehds\/reports\/([A-Z]{2})$/,
    async handle(call) {
      const query = requestUrl(call.request).searchParams;
      const until = wholeNumber(query.get("until"), call.gateway.now());
      const report = await activityReport(
        call.gateway,
        call.params[0]!,
        wholeNumber(query.get("from"), 0),
        until,
      );
      sendJson(call.response, 200, report);
    },
  },
];
