import { css } from 'lit';
import { tokens } from './tokens.ts';

const base = css`
  :host {
    display: block;
    box-sizing: border-box;
    min-width: 0;
    color: var(--_text);
    font: 14px/1.45 var(--_font);
    font-variant-numeric: tabular-nums;
    container-type: inline-size;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }
  h2,
  h3 {
    margin: 0;
    color: var(--_muted);
    font-size: 12px;
    font-weight: 600;
    letter-spacing: 0.01em;
  }
  p {
    margin: 0;
  }
  .muted {
    color: var(--_muted);
  }
  .data {
    font-size: 12px;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

const controls = css`
  button,
  select,
  input {
    color: inherit;
    font: inherit;
    font-variant-numeric: inherit;
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-height: 36px;
    padding: 0 14px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: transparent;
    cursor: pointer;
    white-space: nowrap;
  }
  button:hover:not(:disabled) {
    background: var(--_hover);
  }
  button:disabled {
    color: var(--_muted);
    opacity: 0.6;
    cursor: default;
  }
  button.primary {
    min-width: 94px;
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }
  button.primary:hover:not(:disabled) {
    background: color-mix(in oklab, var(--_accent) 88%, var(--_text));
  }
  button.small {
    min-height: 28px;
    padding: 0 11px;
    font-size: 12px;
  }
  button[aria-pressed='true'] {
    border-color: var(--_accent);
    color: var(--_accent);
  }
  button.plain {
    min-height: 28px;
    padding: 0 6px;
    border-color: transparent;
  }
  input,
  select {
    min-height: 28px;
    padding: 2px 0;
    border: 0;
    border-bottom: 1px solid var(--_line-strong);
    border-radius: 0;
    background: transparent;
  }
  option {
    background: var(--_background);
    color: var(--_text);
  }
  input[type='checkbox'],
  input[type='radio'],
  input[type='range'] {
    accent-color: var(--_accent);
  }
  input:disabled,
  select:disabled {
    border-bottom-color: var(--_line);
    color: var(--_muted);
    opacity: 1;
  }
  input:user-invalid,
  input[aria-invalid='true'] {
    border-bottom-color: var(--_error);
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  progress {
    display: block;
    width: 100%;
    height: 4px;
    border: 0;
    border-radius: 2px;
    overflow: hidden;
    appearance: none;
    background: var(--_line);
    accent-color: var(--_accent);
  }
  progress::-webkit-progress-bar {
    background: var(--_line);
  }
  progress::-webkit-progress-value {
    background: var(--_accent);
  }
  progress::-moz-progress-bar {
    background: var(--_accent);
  }
  canvas.pixels {
    display: block;
    width: 100%;
    aspect-ratio: 1;
    border-radius: 3px;
    background: #000;
    image-rendering: pixelated;
  }
`;

const tables = css`
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 12px;
  }
  th,
  td {
    padding: 3px 0 3px 10px;
    border-bottom: 1px solid var(--_line);
    text-align: right;
    font-weight: 400;
    white-space: nowrap;
  }
  th:first-child,
  td:first-child {
    padding-left: 0;
    text-align: left;
  }
  thead th {
    color: var(--_muted);
  }
`;

/** What every component starts from: tokens, type, native controls, tables. First in its `styles`. */
export const baseStyles = [tokens, base, controls, tables];
