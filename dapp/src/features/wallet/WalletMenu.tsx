import { useEffect, useId, useRef, useState } from "react";
import { useDisconnect } from "wagmi";
import { useFunds } from "../../data/hooks/useFunds.ts";
import { formatSym } from "../../format/formatSym.ts";
import { shortHex } from "../../format/shortHex.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Button, buttonClass } from "../../ui/Button.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useSession } from "./useSession.ts";
import { WalletOptions } from "./WalletOptions.tsx";

/** Header button: connect, or the connected account with its balances. Closes on Escape and on a click elsewhere. */
export function WalletMenu() {
  const { account, isDevWallet } = useSession();
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLElement>(null);
  const menuId = useId();
  // Whoever connected or left has no more business in the menu.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed account is the event
  useEffect(() => {
    // A button that was pressed and then disabled has lost the focus to the page.
    const at = document.activeElement;
    if (isOpen && (at === document.body || menu.current?.contains(at))) button.current?.focus();
    setOpen(false);
  }, [account]);
  useEffect(() => {
    if (!isOpen) return;
    const onPointer = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener("pointerdown", onPointer);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onPointer);
      document.removeEventListener("keydown", onKey);
    };
  }, [isOpen]);
  return (
    <div className="wallet" ref={root}>
      <button
        ref={button}
        type="button"
        className={buttonClass(account === undefined ? "primary" : "plain", "button--small")}
        aria-expanded={isOpen}
        aria-controls={menuId}
        onClick={() => setOpen(!isOpen)}
      >
        {account === undefined ? (
          <>
            <Icon name="wallet" />
            Connect
          </>
        ) : (
          <>
            <span className="wallet__dot" aria-hidden="true" />
            <span className="mono">{shortHex(account)}</span>
            {isDevWallet ? <span className="quiet">dev</span> : null}
          </>
        )}
      </button>
      {isOpen ? (
        <section className="wallet__menu" ref={menu} id={menuId} aria-label="Wallet">
          {account === undefined ? (
            <>
              <h2>Connect a wallet</h2>
              <WalletOptions />
            </>
          ) : (
            <Account />
          )}
        </section>
      ) : null}
    </div>
  );
}

function Account() {
  const { account, isDevWallet } = useSession();
  const funds = useFunds(account);
  const disconnect = useDisconnect();
  if (account === undefined) return null;
  return (
    <>
      <div className="row row--between">
        <CopyText value={account} label="address" head={8} tail={6} />
        {isDevWallet ? <Badge tone="warn">Local dev wallet</Badge> : null}
      </div>
      <Facts
        isList
        facts={[
          { label: "Balance", value: funds.data ? `${formatSym(funds.data.tokenWei)} SYM` : "…" },
          { label: "For network fees", value: funds.data ? `${formatSym(funds.data.gasWei, 4)} ETH` : "…" },
        ]}
      />
      <Button isSmall onClick={() => disconnect.mutate({})}>
        Disconnect
      </Button>
    </>
  );
}
