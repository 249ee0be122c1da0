import { canonicalJson, type Hex, type WithdrawalMessage } from "@symbolon/protocol";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { privateKeyToAccount } from "viem/accounts";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { readConsentEvents } from "../../data/chain/readConsentEvents.ts";
import { restRequest } from "../../data/gateway/restRequest.ts";
import { decodeStanding, type Standing } from "./decodeStanding.ts";
import type { OpenedLink } from "./linkInput.ts";
import { personRequest } from "./personRequest.ts";
import { signWithdrawal } from "./signWithdrawal.ts";

/** Where a patient stands, by hub and chain. `onChain` is null where the chain could not be asked. */
export type PatientStanding = Standing & { readonly onChain: boolean | null };

/** What a patient can do with an open link. */
export type PatientAct = "withdraw" | "opt-out" | "reversal";

/** A patient's standing and acts; each act is one message, signed here with the link's key. */
export function usePatient({ datasetId, link }: OpenedLink) {
  const config = useConfig();
  const deployment = useDeployment();
  const queryClient = useQueryClient();
  const { chainId, contracts } = deployment;
  const { privateKey, leaf } = link;
  const person = { chainId, datasetId, privateKey };
  // Two links on one device must not share an answer; the secret itself stays out of the cache's keys.
  const account = useMemo(() => privateKeyToAccount(privateKey).address, [privateKey]);
  const queryKey = ["patient", datasetId, account] as const;
  const standing = useQuery({
    queryKey,
    refetchInterval: 15_000,
    queryFn: async (): Promise<PatientStanding> => {
      const [known, onChain] = await Promise.all([
        personRequest(person, "state").then(decodeStanding),
        // All withdrawals are read and compared here: asking for one would show it.
        leaf === null
          ? null
          : readConsentEvents(config, deployment, BigInt(datasetId)).then(
              ({ withdrawn }) => withdrawn.has(leaf.nullifier),
              () => null,
            ),
      ]);
      return { ...known, onChain };
    },
  });
  const act = useMutation({
    mutationFn: async (what: PatientAct): Promise<WithdrawalMessage | null> => {
      if (what !== "withdraw" || leaf === null) {
        await personRequest(person, what);
        return null;
      }
      const message = await signWithdrawal(
        { privateKey, leaf },
        {
          ...{ chainId, datasetId, consentRegistry: contracts.consentRegistry as Hex },
          now: Math.floor(Date.now() / 1000),
        },
      );
      await restRequest(`/consents/${datasetId}/message`, { method: "POST", body: canonicalJson(message) });
      return message;
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
  const receipts = useMutation({
    mutationFn: (language: string) => personRequest(person, "receipts", { language }),
  });
  return { standing, act, receipts };
}
