import type { ReactNode } from "react";
import { Logo } from "../../ui/Logo.tsx";
import { SkeletonCard } from "../../ui/SkeletonCard.tsx";

/** The page before the market is known: the frame with place holders, or the reason why it does not come. */
export function Splash({ children }: { children?: ReactNode }) {
  return (
    <div className="shell">
      <header className="header">
        <div className="wrap header__row">
          <span className="brand">
            <Logo />
            Symbolon
          </span>
        </div>
      </header>
      <main className="main" aria-busy={children === undefined}>
        <div className="wrap stack">
          {children ?? (
            <>
              <p className="visually-hidden" role="status">
                Loading the market
              </p>
              <SkeletonCard lines={2} />
              <SkeletonCard />
            </>
          )}
        </div>
      </main>
    </div>
  );
}
