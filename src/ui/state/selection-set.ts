/** How newly picked images go together with those already picked. */
export type SelectionMode = 'replace' | 'add' | 'subtract';

/** As everywhere: Shift adds, Alt takes away. */
export function readSelectionMode({
  shiftKey,
  altKey,
}: {
  shiftKey: boolean;
  altKey: boolean;
}): SelectionMode {
  if (altKey) return 'subtract';
  return shiftKey ? 'add' : 'replace';
}

/** A new list, without repetitions: what was there first, in its order, then what was added. */
export function combineSelection(
  before: readonly number[],
  picked: readonly number[],
  mode: SelectionMode,
): number[] {
  if (mode === 'subtract') {
    const gone = new Set(picked);
    return before.filter((index) => !gone.has(index));
  }
  return [...new Set(mode === 'add' ? [...before, ...picked] : picked)];
}
