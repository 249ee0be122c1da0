import { ApiError } from "../server/openapi/apiError.ts";
import { ROUTE_ABOUTS } from "../server/openapi/routeAbouts.ts";
import type { RestRoute } from "../server/rest/restRoute.ts";

/** An answer as it went out. */
export type SentAnswer = {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly type: string | undefined;
  readonly body: Uint8Array;
};

/** What of an answer is not as the description of its route says; null when it is, or when no route has its path. */
export function answerFault(routes: readonly RestRoute[], answer: SentAnswer): string | null {
  const method = answer.method === "HEAD" ? "GET" : answer.method;
  const route = routes.find((one) => one.method === method && one.pattern.test(answer.path));
  if (route === undefined) return null;
  const where = `${answer.method} ${answer.path} answered ${answer.status}`;
  const about = ROUTE_ABOUTS[route.name];
  const described = about?.answers[answer.status];
  if (described === undefined) {
    if (answer.status >= 400) return shapeFault(where, ApiError, answer);
    return about === undefined ? null : `${where}, which its description does not have`;
  }
  const type = answer.type?.split(";")[0] ?? "";
  if (described.types?.includes(type) === false)
    return `${where} as ${type}, its description says ${described.types.join(" or ")}`;
  return described.shape === undefined || answer.method === "HEAD"
    ? null
    : shapeFault(where, described.shape, answer);
}

type Shape = NonNullable<(typeof ROUTE_ABOUTS)[string]["answers"][number]["shape"]>;

function shapeFault(where: string, shape: Shape, { method, body }: SentAnswer): string | null {
  if (method === "HEAD") return null;
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(body).toString());
  } catch {
    return `${where} with a body that is no JSON`;
  }
  const parsed = shape.safeParse(json);
  return parsed.success ? null : `${where}: ${parsed.error.message}`;
}
