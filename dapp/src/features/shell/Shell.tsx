import { useEffect, useRef } from "react";
import { Link, NavLink, Outlet, ScrollRestoration, useLocation, useNavigation } from "react-router";
import { Logo } from "../../ui/Logo.tsx";
import { BasketLink } from "../permits/BasketLink.tsx";
import { WalletMenu } from "../wallet/WalletMenu.tsx";
import { WrongChainBanner } from "../wallet/WrongChainBanner.tsx";
import { Footer } from "./Footer.tsx";
import { SilenceBanner } from "./SilenceBanner.tsx";

/** Frame of every page: skip link, header with navigation and wallet, main landmark, footer with the index position. */
export function Shell() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const isFirst = useRef(true);
  const isLoading = useNavigation().state === "loading";
  // After a page change the focus moves to the page, so that a keyboard or screen reader user starts there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once per page
  useEffect(() => {
    if (!isFirst.current) main.current?.focus({ preventScroll: true });
    isFirst.current = false;
  }, [pathname]);
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <header className="header">
        <div className="wrap header__row">
          <Link className="brand" to="/" aria-label="Symbolon, to the datasets">
            <Logo />
            Symbolon
          </Link>
          <nav className="nav" aria-label="Main">
            <NavLink to="/" end>
              Datasets
            </NavLink>
            <NavLink to="/orders">My orders</NavLink>
            <BasketLink />
            <NavLink to="/provide">Provide</NavLink>
            <NavLink to="/earnings">Earnings</NavLink>
          </nav>
          <WalletMenu />
        </div>
      </header>
      <WrongChainBanner />
      <SilenceBanner />
      <main className="main" id="main" ref={main} tabIndex={-1} aria-busy={isLoading}>
        <div className="wrap">
          <Outlet />
        </div>
      </main>
      <Footer />
      <ScrollRestoration />
    </div>
  );
}
