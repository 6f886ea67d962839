import { html, svg, type TemplateResult } from 'lit';
import { createGlyphPath } from '../charts/index.ts';
import { colourOfLabel, glyphOfLabel } from '../styles/index.ts';

/** A class's glyph in its colour; decoration beside the class's name. */
export function renderGlyph(label: number): TemplateResult {
  const path = svg`<path fill-rule="evenodd" fill=${colourOfLabel(label)} d=${createGlyphPath(glyphOfLabel(label))}></path>`;
  return html`<svg class="glyph" viewBox="0 0 24 24" width="11" height="11" aria-hidden="true">${path}</svg>`;
}
