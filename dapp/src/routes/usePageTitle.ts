import { useEffect } from "react";

/** Sets the window title to "<title> · Symbolon". */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Symbolon`;
  }, [title]);
}
