import { css, unsafeCSS } from 'lit';
import { labelPalette } from './label-palette.ts';

const labelTokens = labelPalette
  .map(
    ({ light, dark }, label) => `--_label-${label}: var(--ae-label-${label}, light-dark(${light}, ${dark}));`,
  )
  .join('\n');

/**
 * The look in numbers. Every component takes them in, so that each works alone on a page; it reads the private `--_x`,
 * which falls back from the public `--ae-x` that a page may set on `ae-dashboard` or on any ancestor.
 * Light or dark follows the inherited `color-scheme`.
 */
export const tokens = css`
  :host {
    --_background: var(--ae-background, light-dark(#fbfbf9, #141417));
    --_text: var(--ae-text, light-dark(#1c1c1f, #ececf0));
    --_muted: var(--ae-muted, light-dark(#66666d, #9a9aa3));
    --_line: var(--ae-line, light-dark(#e7e5df, #2a2a31));
    --_line-strong: var(--ae-line-strong, light-dark(#8b8a84, #71717b));
    --_hover: var(--ae-hover, light-dark(#f1f0ec, #1e1e23));
    --_accent: var(--ae-accent, light-dark(#3451c7, #93a7ff));
    --_on-accent: var(--ae-on-accent, light-dark(#ffffff, #141417));
    --_warning: var(--ae-warning, light-dark(#8a5a00, #f0b429));
    --_error: var(--ae-error, light-dark(#b3261e, #ff8a80));
    --_scale-low: light-dark(#d9d6cb, #3a3a42);
    --_scale-high: light-dark(#c2410c, #ffb454);
    --_font: var(--ae-font, system-ui, sans-serif);
    --_radius: 6px;
    --_gutter: 20px;
    ${unsafeCSS(labelTokens)}
  }
`;
