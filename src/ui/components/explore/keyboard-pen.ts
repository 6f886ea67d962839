/** A pen that keys move over a sheet; places are shares of the sheet, 0–1. */
export interface Pen {
  x: number;
  y: number;
  isDown: boolean;
}

const step = 0.04;

const moves: Record<string, readonly [dx: number, dy: number]> = {
  ArrowLeft: [-step, 0],
  ArrowRight: [step, 0],
  ArrowUp: [0, -step],
  ArrowDown: [0, step],
};

/** The pen after a key, `undo` where the key takes back a stroke, undefined where it is none of the sheet's. */
export function movePen(
  pen: Pen | undefined,
  { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): Pen | 'undo' | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  const current = pen ?? { x: 0.5, y: 0.5, isDown: false };
  if (key === 'Backspace') return 'undo';
  if (key === ' ' || key === 'Enter') return { ...current, isDown: !current.isDown };
  if (!(key in moves)) return undefined;
  const [dx, dy] = moves[key];
  const within = (share: number) => Math.min(1, Math.max(0, share));
  return { ...current, x: within(current.x + dx), y: within(current.y + dy) };
}
