import { rgb } from 'd3';
import type { Rgb } from '../charts/index.ts';

/** What CSS colours (custom properties, `light-dark()`) come to inside `root` now, for drawing into pixels. */
export function resolveColours(root: ShadowRoot, colours: readonly string[]): Rgb[] {
  const probe = document.createElement('span');
  probe.hidden = true;
  root.append(probe);
  const resolved = colours.map((colour): Rgb => {
    probe.style.color = colour;
    const { r, g, b } = rgb(getComputedStyle(probe).color);
    return [r, g, b];
  });
  probe.remove();
  return resolved;
}
