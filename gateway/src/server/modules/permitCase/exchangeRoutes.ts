import { canonicalJson, digestOfBytes, SymbolonError } from "@symbolon/protocol";
import { requestUrl } from "../../../http/requestUrl.ts";
import { sendJson } from "../../../http/sendJson.ts";
import { exportRegister } from "../../../permits/exchange/exportRegister.ts";
import { type ImportedRegister, importRegister } from "../../../permits/exchange/importRegister.ts";
import type { RestRoute } from "../../rest/restRoute.ts";
import { wholeNumber } from "../../rest/wholeNumber.ts";
import { readSigned } from "./readSigned.ts";

/** The register as documents for national contact points (Art. 75): export of a country's own, import of another's. */
export const EXCHANGE_ROUTES: readonly RestRoute[] = [
  {
    name: "ehdsExport",
    method: "GET",
    pattern: /^\/ehds\/exchange\/([A-Z]{2})$/,
    async handle({ gateway, params, request, response }) {
      const offset = wholeNumber(requestUrl(request).searchParams.get("offset"), 0);
      const text = canonicalJson(await exportRegister(gateway, params[0]!, offset));
      response
        .writeHead(200, {
          "Content-Type": "application/json; charset=utf-8",
          "Content-Length": Buffer.byteLength(text),
          "Cache-Control": "no-store",
          ETag: `"${digestOfBytes(new TextEncoder().encode(text))}"`,
        })
        .end(text);
    },
  },
  {
    name: "ehdsImport",
    method: "POST",
    pattern: /^\/ehds\/exchange$/,
    async handle(call) {
      const signed = await readSigned(call, "ehds-exchange", "import");
      sendJson(call.response, 201, { digest: await importRegister(call.gateway, signed) });
    },
  },
  {
    name: "ehdsImports",
    method: "GET",
    pattern: /^\/ehds\/exchange$/,
    async handle({ gateway, response }) {
      const imports = await gateway.database.query<ImportedRegister>(
        `SELECT digest, country, entries, made_at, imported_by, imported_at FROM gateway.register_import
         ORDER BY imported_at DESC, digest LIMIT 200`,
      );
      sendJson(response, 200, { imports }, { "Cache-Control": "no-cache" });
    },
  },
  {
    name: "ehdsImported",
    method: "GET",
    pattern: /^\/ehds\/exchange\/(0x[0-9a-f]{64})$/,
    async handle({ gateway, params, response }) {
      const [row] = await gateway.database.query<{ body: string }>(
        "SELECT body FROM gateway.register_import WHERE digest = $1",
        [params[0]],
      );
      if (row === undefined) throw new SymbolonError("E3014", { what: `imported register ${params[0]}` });
      sendJson(response, 200, JSON.parse(row.body), {
        "Cache-Control": "public, max-age=31536000, immutable",
      });
    },
  },
];
