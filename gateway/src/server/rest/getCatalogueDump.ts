import { cataloguePageHead, type ListedEntry } from "../../catalogue/cataloguePage.ts";
import { pageTurtle } from "../../catalogue/pageTurtle.ts";
import { datasetStorage } from "../modules/dataset/datasetStorage.ts";
import { loadListed } from "./loadListed.ts";
import { publicUrl } from "./publicUrl.ts";
import type { RestCall } from "./restRoute.ts";

const PAGE = 100;

/**
 * GET /catalogue/all.jsonld or all.ttl: every listed dataset whose entry is fetched, in one answer. Written page by page, so its size is not held
 * in memory. As Turtle it is the pages one after the other, as JSON-LD one graph of their catalogue nodes.
 */
export async function getCatalogueDump({ gateway, request, response, params }: RestCall): Promise<void> {
  const turtle = params[0] === ".ttl";
  const storage = datasetStorage(gateway.database);
  const baseUrl = publicUrl(gateway, request);
  const url = `${baseUrl}/catalogue/all${params[0]}`;
  response.writeHead(200, {
    "Content-Type": turtle ? "text/turtle; charset=utf-8" : "application/ld+json",
    "Cache-Control": "no-cache",
  });
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  const totalItems = await storage.count({});
  const piece = (listed: readonly ListedEntry[]): string => {
    const view = { url, first: url, next: null };
    const head = cataloguePageHead({ baseUrl, deployment: gateway.deployment, totalItems, view, listed });
    return turtle
      ? pageTurtle(head, listed, `page${listed[0]?.row.id ?? 0}n`)
      : JSON.stringify({ ...head, "dcat:dataset": listed.map(({ entry }) => entry) });
  };
  let rows = await storage.page({}, PAGE, null);
  response.write(turtle ? "" : '{"@graph":[');
  let separator = "";
  do {
    const text = piece(await loadListed(gateway, rows));
    if (!response.write(`${separator}${text}`)) await drained(response);
    separator = turtle ? "\n" : ",";
    rows = rows.length < PAGE ? [] : await storage.page({}, PAGE, rows.at(-1)!.id);
  } while (rows.length > 0 && !response.destroyed);
  response.end(turtle ? "" : "]}");
}

function drained(response: RestCall["response"]): Promise<void> {
  return new Promise((resolve) => {
    // Whoever asked went away while rows were read: neither event comes any more.
    if (response.destroyed) return resolve();
    const done = () => {
      response.off("drain", done).off("close", done);
      resolve();
    };
    response.on("drain", done).on("close", done);
  });
}
