import { StyleView } from "../features/style/StyleView.tsx";
import { usePageTitle } from "./usePageTitle.ts";

/** The style guide. */
export function StyleRoute() {
  usePageTitle("Style guide");
  return (
    <>
      <header className="page-head">
        <div className="page-head__text">
          <h1>Style guide</h1>
          <p>Every component of the design system, in every state, light and dark.</p>
        </div>
      </header>
      <StyleView />
    </>
  );
}
