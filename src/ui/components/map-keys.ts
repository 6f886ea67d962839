/** What a key means on the map. */
export type MapKey =
  | { do: 'go'; direction: readonly [number, number] }
  | { do: 'step'; by: 1 | -1 }
  | { do: 'zoom'; factor: number }
  | { do: 'neighbour'; by: 1 | -1 }
  | { do: 'reset-zoom' }
  | { do: 'pin' }
  | { do: 'clear' }
  | { do: 'corner' };

const keys: Record<string, MapKey> = {
  ArrowLeft: { do: 'go', direction: [-1, 0] },
  ArrowRight: { do: 'go', direction: [1, 0] },
  ArrowUp: { do: 'go', direction: [0, -1] },
  ArrowDown: { do: 'go', direction: [0, 1] },
  // By number, so that points that hide each other can be reached too.
  PageDown: { do: 'step', by: 1 },
  PageUp: { do: 'step', by: -1 },
  '+': { do: 'zoom', factor: 1.5 },
  '=': { do: 'zoom', factor: 1.5 },
  '-': { do: 'zoom', factor: 1 / 1.5 },
  '0': { do: 'reset-zoom' },
  Enter: { do: 'pin' },
  ' ': { do: 'pin' },
  Escape: { do: 'clear' },
  n: { do: 'neighbour', by: 1 },
  p: { do: 'neighbour', by: -1 },
  l: { do: 'corner' },
};

/** Undefined for keys that are the page's, and for any with a modifier: those are the browser's. */
export function readMapKey(event: KeyboardEvent): MapKey | undefined {
  return event.ctrlKey || event.metaKey || event.altKey
    ? undefined
    : (keys[event.key] ?? keys[event.key.toLowerCase()]);
}
