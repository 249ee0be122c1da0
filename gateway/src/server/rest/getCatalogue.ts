import { SymbolonError } from "@symbolon/protocol";
import { type CataloguePage, cataloguePageHead } from "../../catalogue/cataloguePage.ts";
import { pageTurtle } from "../../catalogue/pageTurtle.ts";
import { requestUrl } from "../../http/requestUrl.ts";
import { datasetStorage } from "../modules/dataset/datasetStorage.ts";
import { chooseRepresentation } from "./chooseRepresentation.ts";
import { loadListed } from "./loadListed.ts";
import { publicUrl } from "./publicUrl.ts";
import type { RestCall } from "./restRoute.ts";
import { sendRdf } from "./sendRdf.ts";

const DEFAULT_SIZE = 50;
const MAX_SIZE = 200;

/**
 * GET /catalogue, or with .jsonld, .ttl or .html: one page of the catalogue for harvesters, every listed dataset whose entry is fetched, by number.
 * `size` (1 to 200, default 50) datasets after the number `after`; follow hydra:next. A page's datasets keep their own context and identifier.
 * Throws E9009 for another size or cursor.
 */
export async function getCatalogue(call: RestCall): Promise<void> {
  const { gateway, request, params } = call;
  const type = chooseRepresentation(request, params[0]);
  const suffix = params[0] ?? "";
  const query = requestUrl(request).searchParams;
  const size = wholeNumber(query.get("size"), "size", DEFAULT_SIZE);
  if (size < 1 || size > MAX_SIZE) throw new SymbolonError("E9009", { reason: `size is 1 to ${MAX_SIZE}` });
  const after = wholeNumber(query.get("after"), "after", 0);
  const storage = datasetStorage(gateway.database);
  const [rows, totalItems] = await Promise.all([storage.page({}, size, String(after)), storage.count({})]);
  const baseUrl = publicUrl(gateway, request);
  const pageUrl = (from: number | string) => `${baseUrl}/catalogue${suffix}?size=${size}&after=${from}`;
  const page: CataloguePage = {
    baseUrl,
    deployment: gateway.deployment,
    totalItems,
    view: {
      url: pageUrl(after),
      first: pageUrl(0),
      next: rows.length < size ? null : pageUrl(rows.at(-1)!.id),
    },
    listed: await loadListed(gateway, rows),
  };
  const head = cataloguePageHead(page);
  sendRdf(call, {
    status: 200,
    type,
    url: `${baseUrl}/catalogue`,
    title: "Symbolon market catalogue",
    node: { ...head, "dcat:dataset": page.listed.map(({ entry }) => entry) },
    ...(type === "text/turtle" ? { turtle: pageTurtle(head, page.listed) } : {}),
  });
}

function wholeNumber(text: string | null, name: string, missing: number): number {
  if (text === null) return missing;
  const value = Number(text);
  if (!/^\d{1,15}$/.test(text) || !Number.isSafeInteger(value))
    throw new SymbolonError("E9009", { reason: `${name} is a whole number` });
  return value;
}
