import { entryTriples, SymbolonError, TURTLE_PREFIXES, writeTurtle } from "@symbolon/protocol";
import { renderHtml } from "../../catalogue/renderHtml.ts";
import { REPRESENTATIONS, type RepresentationType } from "../../catalogue/representations.ts";
import type { RestCall } from "./restRoute.ts";

/** A JSON-LD node to answer with. `url` without ending, null where there are no endings; `bytes` are sent for JSON-LD where they are to stay as they are; `etag` without quotes. */
export type RdfAnswer = {
  readonly status: number;
  readonly type: RepresentationType;
  readonly url: string | null;
  readonly title: string;
  readonly node: Readonly<Record<string, unknown>>;
  readonly bytes?: Uint8Array;
  readonly etag?: string;
  /** Address of a JSON document that says more about what the node describes; null for none. */
  readonly describedBy?: string | null;
  /** Turtle where it is not simply the node's. */
  readonly turtle?: string;
};

/**
 * Answers with a node in the form chosen: JSON-LD, Turtle or HTML, with links to the others. 304 where the caller's ETag still holds. Throws E9020
 * where the node's JSON-LD cannot be read, so that there is no Turtle of it.
 */
export function sendRdf({ request, response }: RestCall, answer: RdfAnswer): void {
  const { status, type, url, etag, describedBy } = answer;
  const others = url === null ? [] : REPRESENTATIONS.filter((each) => each.type !== type);
  const alternates = others.map((each) => ({ href: url + each.suffix, type: each.type }));
  const tag =
    etag === undefined
      ? {}
      : { ETag: `"${etag}${type === "application/ld+json" ? "" : `-${type.slice(5)}`}"` };
  const links = [
    ...alternates.map(linkOf),
    ...(describedBy == null ? [] : [`<${describedBy}>; rel="describedby"; type="application/json"`]),
  ];
  const headers = {
    "Content-Type": type.startsWith("text/") ? `${type}; charset=utf-8` : type,
    "Cache-Control": "no-cache",
    Vary: "Accept",
    ...(links.length === 0 ? {} : { Link: links.join(", ") }),
    ...(type === "text/html"
      ? { "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'" }
      : {}),
    ...tag,
  };
  if (tag.ETag !== undefined && request.headers["if-none-match"] === tag.ETag) {
    response.writeHead(304, headers).end();
    return;
  }
  const body = bodyOf(answer, alternates);
  response.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(body) }).end(body);
}

type Alternate = { readonly href: string; readonly type: string };

function linkOf({ href, type }: Alternate): string {
  return `<${href}>; rel="alternate"; type="${type}"`;
}

function bodyOf(answer: RdfAnswer, alternates: readonly Alternate[]): string | Uint8Array {
  const { type, node, title, bytes, turtle } = answer;
  if (type === "text/html") return renderHtml(title, node, alternates);
  if (type === "application/ld+json") return bytes ?? JSON.stringify(node);
  if (turtle !== undefined) return turtle;
  try {
    return TURTLE_PREFIXES + writeTurtle(entryTriples(node));
  } catch (cause) {
    if (!(cause instanceof SymbolonError)) throw cause;
    const offered = alternates.map((each) => each.type).join(", ");
    throw new SymbolonError("E9020", { path: title, accept: type, offered }, { cause });
  }
}
