import { OrderList } from "../features/order/OrderList.tsx";
import { ConnectGate } from "../features/wallet/ConnectGate.tsx";
import { usePageTitle } from "./usePageTitle.ts";

/** Orders of the connected account. */
export function OrdersRoute() {
  usePageTitle("My orders");
  return (
    <>
      <header className="page-head">
        <div className="page-head__text">
          <h1>My orders</h1>
          <p>Money stays in escrow until a certified file is yours, or comes back to you.</p>
        </div>
      </header>
      <ConnectGate text="Orders belong to an account. Connect the one you ordered with.">
        {(account) => <OrderList buyer={account} />}
      </ConnectGate>
    </>
  );
}
