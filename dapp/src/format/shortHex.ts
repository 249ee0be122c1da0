/** Long hex or CID -> head and tail with an ellipsis; 0x1234567890abcdef… -> "0x1234…cdef". Short values stay. */
export function shortHex(value: string, head = 6, tail = 4): string {
  return value.length <= head + tail + 1 ? value : `${value.slice(0, head)}…${value.slice(-tail)}`;
}
