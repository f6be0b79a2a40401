/**
 * What a component of Node may take for its heap. What is young has half of its space said, beside the rest: in a larger one more has died when it is
 * swept, and less is copied. Left to itself Node 24 makes it as large as the heap of a small process, takes that for a lack of memory, and then collects
 * without end; so nothing here sets the one limit without the other.
 */
export function heapFlags({ heapMiB, youngMiB }: { readonly heapMiB: number; readonly youngMiB: number }): string[] {
  return [`--max-old-space-size=${heapMiB}`, `--max-semi-space-size=${youngMiB}`];
}
