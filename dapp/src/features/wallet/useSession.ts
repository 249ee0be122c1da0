import type { Hex } from "@symbolon/protocol";
import { useConnection } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { DEV_WALLET_ID } from "./devWalletConnector.ts";

/** Who is connected and whether they can sign for this market. */
export type Session = {
  readonly account: Hex | undefined;
  readonly isRightChain: boolean;
  readonly isDevWallet: boolean;
  /** True while an earlier session is being taken up again. */
  readonly isPending: boolean;
};

/** The connected account in the terms of this market. */
export function useSession(): Session {
  const { chainId } = useDeployment();
  const connection = useConnection();
  return {
    account: connection.address,
    isRightChain: connection.address !== undefined && connection.chainId === chainId,
    isDevWallet: connection.connector?.id === DEV_WALLET_ID,
    isPending: connection.status === "reconnecting",
  };
}
