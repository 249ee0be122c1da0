import { fileURLToPath } from "node:url";
import { SymbolonError } from "@symbolon/protocol";
import { z } from "zod";

/** An unset variable and an empty one mean the same. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const Environment = z.object({
  /** Path of the deployment JSON (protocol: Deployment). */
  SYMBOLON_DEPLOYMENT: z.string().min(1),
  RPC_URL: z.url({ protocol: /^https?$/ }),
  /** RPC URL that browsers are told; null when they have their own. */
  PUBLIC_RPC_URL: optional(z.url({ protocol: /^https?$/ })),
  /** Where others reach this gateway, for links in catalogues; without it links follow the Host header. */
  PUBLIC_URL: optional(z.url({ protocol: /^https?$/ })),
  /** PostgreSQL URL; without it PGlite in DATA_DIR. */
  DATABASE_URL: optional(z.string()),
  DATA_DIR: z.string().min(1),
  IPFS_API_URL: z.url({ protocol: /^https?$/ }),
  IPFS_API_TOKEN: z.string().min(1),
  /** JSON file of further back ends, replicas and retention (docs/STORAGE.md); without it content is at IPFS_API_URL alone. */
  STORAGE_SETTINGS: optional(z.string()),
  /** JSON file {privateKey} of the hub's account, which signs and anchors the key log; without it neither is done. */
  HUB_KEY_FILE: optional(z.string()),
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  /** Folder of the built dApp; without it nothing is served at /. */
  DAPP_DIST: optional(z.string()),
  /** JSON file {privateKey} of a development wallet, served at /dev-wallet.json on a local chain (31337) only. */
  DEV_WALLET_FILE: optional(z.string()),
  /** Output of `graph build`. */
  SUBGRAPH_DIR: z.string().default(() => fileURLToPath(new URL("../../subgraph/build", import.meta.url))),
  /** Query endpoint of a Graph Node that indexes the same subgraph; without it the embedded indexer does. */
  GRAPH_NODE_URL: optional(z.url({ protocol: /^https?$/ })),
  /** How often the chain is looked at, in milliseconds. */
  POLL_MS: z.coerce.number().int().min(50).default(1000),
  /** Milliseconds that answers of GraphQL queries are kept at most; a new block ends them sooner. 0: none is. */
  GRAPHQL_ANSWER_LIFE_MS: z.coerce.number().int().min(0).max(60_000).default(1000),
  /** JSON file {sha256: text} of operations that clients may name instead of sending them. */
  GRAPHQL_OPERATIONS: optional(z.string()),
  /** "true": answer operations of GRAPHQL_OPERATIONS only. */
  GRAPHQL_OPERATIONS_ONLY: optional(z.stringbool()),
  /** "true" turns on GraphiQL and full error messages. */
  GATEWAY_DEVELOPMENT: optional(z.stringbool()),
});

/** What the gateway process is told from outside. */
export type GatewayEnvironment = z.infer<typeof Environment>;

/** Reads the gateway's environment, completely and once. Throws E8003 that lists every variable at fault. */
export function readGatewayEnvironment(
  variables: Record<string, string | undefined> = process.env,
): GatewayEnvironment {
  const result = Environment.safeParse(variables);
  if (result.success) return result.data;
  const reason = result.error.issues
    .map((issue) => `${issue.path.map(String).join(".")}: ${issue.message}`)
    .join("; ");
  throw new SymbolonError("E8003", { reason });
}
