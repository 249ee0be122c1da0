import { z } from "zod";
import type { RestRoute } from "../rest/restRoute.ts";
import { ApiError } from "./apiError.ts";
import { pathsOf } from "./pathsOf.ts";
import type { AnswerAbout, RouteAbout } from "./routeAbout.ts";
import { ROUTE_ABOUTS } from "./routeAbouts.ts";

type Json = Record<string, unknown>;

const SIGNED_HEADERS = ["Signer", "Purpose", "Subject", "Expires", "Signature"];

/** The REST routes as an OpenAPI 3.1 document, generated from their patterns and ROUTE_ABOUTS. `version` is the gateway's. */
export function openApiDocument(routes: readonly RestRoute[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes)
    for (const { path, parameters } of pathsOf(route.pattern)) {
      const found = paths[path] ?? {};
      paths[path] = found;
      found[route.method.toLowerCase()] = operation(route, path, parameters);
    }
  const signed = SIGNED_HEADERS.map((name) => [
    `signed${name}`,
    { type: "apiKey", in: "header", name: `X-Symbolon-${name}` },
  ]);
  return {
    openapi: "3.1.0",
    info: {
      title: "Symbolon gateway",
      version,
      description: "GraphQL is at /graphql, a Graph Node's dialect at /subgraph.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    paths,
    components: {
      schemas: { ApiError: schemaOf(ApiError) },
      responses: {
        ApiError: {
          description: "What happened and what to do about it.",
          content: { "application/json": { schema: { $ref: "#/components/schemas/ApiError" } } },
        },
      },
      securitySchemes: {
        ...Object.fromEntries(signed),
        session: { type: "apiKey", in: "cookie", name: "symbolon-session" },
      },
    },
  };
}

function operation(route: RestRoute, path: string, parameters: Readonly<Record<string, string>>): Json {
  const about = ROUTE_ABOUTS[route.name];
  // One route may have several paths; operation ids must differ.
  const place = path.replaceAll(/[^a-zA-Z0-9]+/g, "_").replace(/_+$/, "");
  return {
    operationId: `${route.name}${place === "" ? "" : place}`,
    tags: [about?.tag ?? path.split("/")[1] ?? ""],
    ...(about === undefined ? {} : { summary: about.summary }),
    ...(about?.auth === undefined ? {} : { security: securityOf(about.auth) }),
    parameters: Object.entries(parameters).map(([name, pattern]) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string", pattern: `^(?:${pattern})$` },
    })),
    ...bodyOf(route, about),
    responses: {
      ...Object.fromEntries(
        Object.entries(about?.answers ?? {}).map(([status, answer]) => [status, answerOf(answer)]),
      ),
      ...(about === undefined ? { "2XX": { description: "What was asked for." } } : {}),
      default: { $ref: "#/components/responses/ApiError" },
    },
  };
}

function bodyOf({ method }: RestRoute, about: RouteAbout | undefined): Json {
  if (about?.body !== undefined)
    return {
      requestBody: { required: true, content: { "application/json": { schema: schemaOf(about.body) } } },
    };
  return about === undefined && (method === "POST" || method === "PUT")
    ? { requestBody: { required: true, content: { "*/*": {} } } }
    : {};
}

function answerOf({ description, types, shape }: AnswerAbout): Json {
  if (types === undefined) return { description };
  const body = shape === undefined ? {} : { schema: schemaOf(shape) };
  return { description, content: Object.fromEntries(types.map((type) => [type, body])) };
}

function securityOf(auth: NonNullable<RouteAbout["auth"]>): Json[] {
  const signed = Object.fromEntries(SIGNED_HEADERS.map((name) => [`signed${name}`, []]));
  const session = { session: [] };
  return { signed: [signed], session: [session], signedOrSession: [signed, session] }[auth];
}

/** JSON Schema 2020-12, as OpenAPI 3.1 has it; what JSON Schema cannot say is left out. */
function schemaOf(shape: z.ZodType): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { unrepresentable: "any", io: "input" });
  return schema;
}
