import { type Hex, SymbolonError } from "@symbolon/protocol";
import { PermitRegistryAbi } from "@symbolon/protocol/abi/PermitRegistry";
import { useQuery } from "@tanstack/react-query";
import { encodeEventTopics, parseEventLogs, TransactionNotFoundError } from "viem";
import { type Config, useConfig } from "wagmi";
import { getTransaction, readContract } from "wagmi/actions";
import { useDeployment } from "../../config/deploymentContext.ts";
import { readLogs, type TopicFilter } from "../../data/chain/readLogs.ts";
import type { GatewayDeployment } from "../../data/gateway/types.ts";
import { retryRead } from "../../data/queries/retryRead.ts";
import { awaitReceipt } from "../../transactions/awaitReceipt.ts";
import type { DeskProps } from "./deskProps.ts";
import { keptPermits } from "./keptPermits.ts";

/** What the chain has for a case that the case's acts do not: a permit, or a further version of one. `validUntil` in unix seconds. */
export type Unrecorded = {
  /** The act that is missing. */
  readonly kind: "issued" | "extended" | "amended";
  readonly permitId: bigint;
  readonly decisionHash: Hex;
  readonly validUntil: number;
};

const REVOKED = 3;

/**
 * Asks the chain for a permit of this case that was sent but not recorded; null for none. Asked where a permit, or a version of it, can be recorded. A
 * transaction that this browser sent and that is in no block yet is waited for: it fails with E6007 where that takes too long.
 */
export function useUnrecorded({ whole, state, body, account, open }: Omit<DeskProps, "act">) {
  const config = useConfig();
  const deployment = useDeployment();
  const { decisionHash = null } = (state.lane === "permit" ? state.permit : null) ?? {};
  const hash = state.lane === "permit" ? state.applicationHash : state.requestHash;
  return useQuery({
    queryKey: ["ehds", "unrecorded", account.toLowerCase(), hash, body.country, decisionHash],
    enabled: open.has("issued") || open.has("extended") || open.has("amended"),
    retry: retryRead,
    gcTime: 0,
    queryFn: async () => {
      const found = await findUnrecorded(config, deployment, { state, body });
      const kept = keptPermits(localStorage, deployment.chainId, account, whole).all();
      const sent = kept.flatMap(({ tx }) => tx ?? []);
      if (found !== null || sent.length === 0) return found;
      for (const tx of sent) await settled(config, deployment, tx);
      return findUnrecorded(config, deployment, { state, body });
    },
  });
}

/** Waits until a transaction is in a block or never will be: undone, replaced, or not known to the chain any more. Throws E6007 for one that still waits. */
async function settled(config: Config, deployment: GatewayDeployment, hash: Hex): Promise<void> {
  try {
    await awaitReceipt(config, deployment, hash, "");
  } catch (error) {
    if (!(error instanceof SymbolonError)) throw error;
    if (error.code !== "E6007") return;
    await getTransaction(config, { hash, chainId: deployment.chainId }).then(
      () => {
        throw error;
      },
      (cause: unknown) => {
        if (!(cause instanceof TransactionNotFoundError)) throw cause;
      },
    );
  }
}

async function findUnrecorded(
  config: Config,
  deployment: GatewayDeployment,
  { state, body }: Pick<DeskProps, "state" | "body">,
): Promise<Unrecorded | null> {
  const { chainId, contracts } = deployment;
  if (state.lane !== "permit") throw new SymbolonError("E9001", { reason: "a data request has no permit" });
  const permitId =
    state.permit === null ? await issuedFor(config, deployment, body.account, state) : state.permit.permitId;
  if (permitId === null) return null;
  const onChain = await readContract(config, {
    address: contracts.permitRegistry,
    abi: PermitRegistryAbi,
    functionName: "permitOf",
    args: [BigInt(permitId)],
    chainId,
  });
  if (onChain.state === REVOKED || onChain.decisionHash === state.permit?.decisionHash) return null;
  const { decisionHash, validUntil } = onChain;
  // An amendment leaves the dates as they are.
  const isLonger = state.permit !== null && validUntil !== state.permit.validUntil;
  const kind = state.permit === null ? "issued" : isLonger ? "extended" : "amended";
  return { kind, permitId: BigInt(permitId), decisionHash, validUntil };
}

/** The newest permit that the access body issued for exactly this application, of its country's data; null for none. */
async function issuedFor(
  config: Config,
  deployment: GatewayDeployment,
  issuer: Hex,
  { applicationHash, datasetIds }: { applicationHash: Hex; datasetIds: readonly string[] },
): Promise<bigint | null> {
  const topics = encodeEventTopics({
    abi: PermitRegistryAbi,
    eventName: "PermitIssued",
    args: { issuer },
  }) as TopicFilter;
  const logs = await readLogs(config, deployment, [deployment.contracts.permitRegistry], topics);
  const issued = parseEventLogs({ abi: PermitRegistryAbi, eventName: "PermitIssued", logs: logs as never });
  const own = issued.findLast(
    ({ args: { decision } }) =>
      decision.applicationHash === applicationHash &&
      decision.datasetIds.every((id) => datasetIds.includes(String(id))),
  );
  return own?.args.permitId ?? null;
}
