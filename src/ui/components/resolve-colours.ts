import { rgb } from 'd3';
import type { Rgb } from '../charts/index.ts';

/** What CSS colours (custom properties, `light-dark()`) come to inside `root` now, for drawing into pixels. */
export function resolveColours(root: ShadowRoot, colours: readonly string[]): Rgb[] {
  const probes = document.createElement('span');
  probes.hidden = true;
  probes.append(
    ...colours.map((colour) => {
      const probe = document.createElement('span');
      probe.style.color = colour;
      return probe;
    }),
  );
  root.append(probes);
  // All of them are there before the first is asked: styles are then worked out once.
  const resolved = Array.from(probes.children, (probe): Rgb => {
    const { r, g, b } = rgb(getComputedStyle(probe).color);
    return [r, g, b];
  });
  probes.remove();
  return resolved;
}
