import type { SymbolonError } from "@symbolon/protocol";
import { useConnect, useConnectors } from "wagmi";
import { toSymbolonError } from "../../errors/toSymbolonError.ts";
import { buttonClass } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { DEV_WALLET_ID } from "./devWalletConnector.ts";

/** Buttons for every wallet that can be connected, with what to do when there is none. */
export function WalletOptions() {
  const connectors = useConnectors();
  const connect = useConnect();
  const announced = connectors.filter(
    (connector) => connector.type === "injected" && connector.id !== "injected",
  );
  const hasClassic = typeof window !== "undefined" && "ethereum" in window;
  // The classic injected wallet is one of the announced ones where any is announced.
  const shown = connectors.filter(
    (connector) => connector.id !== "injected" || (announced.length === 0 && hasClassic),
  );
  return (
    <div className="stack stack--tight">
      {shown.length === 0 ? (
        <p className="soft small">
          No wallet was found in this browser. Install a wallet extension that supports EIP-6963, then reload
          this page.
        </p>
      ) : null}
      {shown.map((connector) => (
        <button
          key={connector.uid}
          type="button"
          className={buttonClass("plain", "wallet__option")}
          disabled={connect.isPending}
          onClick={() => connect.mutate({ connector })}
        >
          {connector.icon === undefined ? (
            <Icon name={connector.id === DEV_WALLET_ID ? "key" : "wallet"} />
          ) : (
            <img src={connector.icon.trim()} alt="" />
          )}
          <span>
            {connector.id === "injected" ? "Browser wallet" : connector.name}
            {connector.type === "walletConnect" ? (
              <small>Scan a code with a wallet on your phone</small>
            ) : null}
            {connector.id === DEV_WALLET_ID ? <small>Demo key, this computer's chain only</small> : null}
          </span>
        </button>
      ))}
      {connect.error ? (
        <p className="field__error" role="alert">
          {refusalText(toSymbolonError(connect.error))}
        </p>
      ) : null}
    </div>
  );
}

/** A refusal to connect is no refusal to sign. */
function refusalText({ code, message, todo }: SymbolonError): string {
  return code === "E6005"
    ? "The wallet did not connect. Nothing was shared; choose it again when you are ready."
    : `${message} ${todo}`;
}
