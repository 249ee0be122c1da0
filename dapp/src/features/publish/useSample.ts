import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { type OpenSample, openSample } from "./sample/openSample.ts";

/** The sample of this page: `read` takes a file into a thread of its own, `open` is that thread once a file was picked. It ends with the page. */
export function useSample() {
  const opened = useRef<OpenSample | null>(null);
  useEffect(
    () => () => {
      opened.current?.close();
      opened.current = null;
    },
    [],
  );
  const read = useMutation({
    mutationFn: (file: File) => {
      opened.current ??= openSample();
      return opened.current.read(file);
    },
  });
  return { read, open: () => opened.current };
}
