/** Details of events of one name, in the order in which they reach the document: so they bubbled and were composed. */
export function recordEvents<Detail>(name: string): { details: Detail[]; stop: () => void } {
  const details: Detail[] = [];
  const listener = (event: Event) => details.push((event as CustomEvent<Detail>).detail);
  document.addEventListener(name, listener);
  return { details, stop: () => document.removeEventListener(name, listener) };
}
