import { SymbolonError } from "@symbolon/protocol";
import { z } from "zod";

const PAGE = 1000;
const TIMEOUT_MS = 20_000;
const PinStatus = z.looseObject({
  requestid: z.string().min(1),
  status: z.enum(["queued", "pinning", "pinned", "failed"]),
  created: z.string(),
  pin: z.looseObject({ cid: z.string() }),
  delegates: z.array(z.string()),
});
const PinResults = z.looseObject({ count: z.int().nonnegative(), results: z.array(PinStatus) });
const Failure = z.looseObject({
  error: z.looseObject({ reason: z.string(), details: z.string().optional() }),
});

/** One pin request at the service. `delegates` are where it may be connected to. */
export type ServicePin = z.infer<typeof PinStatus>;

/** The IPFS Pinning Service API 1.0.0 (ipfs.github.io/pinning-services-api-spec), as far as a client needs it. All throw E5004. */
export type PinningService = {
  /** All requests for a CID, whatever their status, newest first. */
  list(cid: string): Promise<ServicePin[]>;
  add(pin: {
    readonly cid: string;
    readonly name: string;
    readonly origins: readonly string[];
  }): Promise<ServicePin>;
  /** Nothing happens when the service has no such request. */
  remove(requestId: string): Promise<void>;
};

/** A client of the service at `url` (without /pins), which the bearer token `token` opens. */
export function pinningService({
  url,
  token,
}: {
  readonly url: string;
  readonly token: string;
}): PinningService {
  const base = `${url.replace(/\/$/, "")}/pins`;
  const call = async (
    path: string,
    init: RequestInit,
    accepted: readonly number[] = [],
  ): Promise<Response> => {
    let response: Response;
    try {
      response = await fetch(`${base}${path}`, {
        ...init,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (cause) {
      throw new SymbolonError("E5004", { reason: `${url}: no answer` }, { cause });
    }
    if (response.ok || accepted.includes(response.status)) return response;
    const said = Failure.safeParse(await response.json().catch(() => null));
    const reason = said.success
      ? ` ${said.data.error.reason} ${said.data.error.details ?? ""}`.trimEnd()
      : "";
    throw new SymbolonError("E5004", { reason: `${url}: HTTP ${response.status}${reason.slice(0, 300)}` });
  };
  const read = async <T extends z.ZodType>(response: Response, schema: T): Promise<z.output<T>> => {
    const parsed = schema.safeParse(await response.json().catch(() => null));
    if (parsed.success) return parsed.data;
    throw new SymbolonError("E5004", { reason: `${url}: its answer is not of the Pinning Service API` });
  };
  return {
    async list(cid) {
      const found: ServicePin[] = [];
      for (let before = ""; ; ) {
        // Without a status the service answers for pinned content only.
        const query = new URLSearchParams({
          cid,
          status: "queued,pinning,pinned,failed",
          limit: String(PAGE),
        });
        if (before !== "") query.set("before", before);
        const { count, results } = await read(await call(`?${query}`, {}), PinResults);
        found.push(...results);
        const last = results.at(-1)?.created;
        if (last === undefined || last === before || count <= results.length) return found;
        before = last;
      }
    },
    async add({ cid, name, origins }) {
      const body = JSON.stringify({ cid, name, ...(origins.length === 0 ? {} : { origins }) });
      return read(await call("", { method: "POST", body }), PinStatus);
    },
    async remove(requestId) {
      await call(`/${encodeURIComponent(requestId)}`, { method: "DELETE" }, [404]);
    },
  };
}
