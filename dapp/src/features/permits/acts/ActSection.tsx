import type { ReactNode } from "react";

/** One thing a party may do: closed until it is wanted, with what it means and the article it rests on. */
export function ActSection({
  title,
  article,
  text,
  isOpen = false,
  children,
}: {
  title: string;
  /** Of Regulation (EU) 2025/327. Example: "62(4)". */
  article: string;
  text: string;
  /** Open from the start, where somebody waits for it. */
  isOpen?: boolean;
  children: ReactNode;
}) {
  return (
    <details open={isOpen}>
      <summary>{title}</summary>
      <div className="stack details__body">
        <p className="small soft">
          {text} <span className="quiet">(Art. {article})</span>
        </p>
        {children}
      </div>
    </details>
  );
}
