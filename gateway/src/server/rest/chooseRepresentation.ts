import type { IncomingMessage } from "node:http";
import { SymbolonError } from "@symbolon/protocol";
import { REPRESENTATIONS, type RepresentationType } from "../../catalogue/representations.ts";
import { negotiate } from "../../http/negotiate.ts";
import { requestUrl } from "../../http/requestUrl.ts";

/**
 * The form a catalogue page is answered in: by the ending of its path where it has one, else by the Accept header. Throws E9020 (406) where no
 * form on offer is acceptable.
 */
export function chooseRepresentation(
  request: IncomingMessage,
  suffix: string | undefined,
): RepresentationType {
  const bySuffix = REPRESENTATIONS.find((each) => each.suffix === suffix);
  if (bySuffix !== undefined) return bySuffix.type;
  const offered = REPRESENTATIONS.map(({ type }) => type);
  const { accept } = request.headers;
  const chosen = negotiate(accept, offered);
  if (chosen === null)
    throw new SymbolonError("E9020", {
      path: requestUrl(request).pathname,
      accept: String(accept).slice(0, 100),
      offered: offered.join(", "),
    });
  return chosen;
}
