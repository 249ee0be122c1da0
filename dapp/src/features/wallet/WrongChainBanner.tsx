import type { SymbolonError } from "@symbolon/protocol";
import { useSwitchChain } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { toSymbolonError } from "../../errors/toSymbolonError.ts";
import { Button } from "../../ui/Button.tsx";
import { useSession } from "./useSession.ts";

/** Says that the wallet is on another network and offers to switch; empty when it is on the market's. */
export function WrongChainBanner() {
  const { chainId } = useDeployment();
  const { account, isRightChain } = useSession();
  const switchChain = useSwitchChain();
  if (account === undefined || isRightChain) return null;
  return (
    <div className="banner" role="alert">
      <span>
        Your wallet is on another network. This market is on chain {chainId}; nothing can be signed until you
        switch.
      </span>
      <Button isSmall isBusy={switchChain.isPending} onClick={() => switchChain.mutate({ chainId })}>
        Switch network
      </Button>
      {switchChain.error ? <span>{refusalText(toSymbolonError(switchChain.error))}</span> : null}
    </div>
  );
}

/** A refusal to switch is no refusal to sign, and a wallet that does not know the network has to be told it by hand. */
function refusalText(error: SymbolonError): string {
  return error.code === "E6005"
    ? "The wallet stayed where it is. Nothing was sent; switch here or in the wallet when you are ready."
    : `The wallet cannot switch by itself: add the network in the wallet. ${error.todo}`;
}
