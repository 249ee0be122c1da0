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
      {switchChain.error ? <span>{toSymbolonError(switchChain.error).todo}</span> : null}
    </div>
  );
}
