import { css } from 'lit';

/**
 * The dashboard's areas. Wide: learning, map, card over settings side by side, the reconstructions under them; middle:
 * all but the controls under the map; narrow: one column in the document's order, which is the order in which people
 * need things. Tracks are as wide as what stands in them, so a hidden panel leaves no hole.
 */
export const dashboardLayout = css`
  :host {
    color-scheme: light dark;
    background: var(--_background);
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  .notices ae-notice,
  .panels > * {
    border-top: 1px solid var(--_line);
  }
  .panels {
    display: grid;
    grid-template: auto auto minmax(0, 1fr) auto auto / auto minmax(0, 1fr) auto;
    grid-template-areas:
      'controls controls controls'
      'learning map card'
      'learning map settings'
      'reconstructions reconstructions reconstructions'
      'uses uses uses';
  }
  .without-map {
    grid-template-areas:
      'controls controls controls'
      'learning card card'
      'learning settings settings'
      'reconstructions reconstructions reconstructions'
      'uses uses uses';
  }
  .panels > * {
    min-width: 0;
  }
  .controls {
    grid-area: controls;
    padding: 11px var(--_gutter);
  }
  /* A word for as long as the panels' script is on its way. */
  .controls:not(:defined)::before {
    content: 'Opening the laboratory …';
    color: var(--_muted);
  }
  .learning,
  .card,
  .settings,
  .reconstructions,
  .uses {
    padding: 16px var(--_gutter);
  }
  .learning {
    grid-area: learning;
    box-sizing: border-box;
    width: 304px;
    border-right: 1px solid var(--_line);
  }
  .learning > * + * {
    margin-top: 18px;
  }
  .map {
    grid-area: map;
    display: flex;
    flex-direction: column;
    min-height: 560px;
    padding: 12px var(--_gutter);
  }
  .map > ae-latent-map {
    flex: 1 0 auto;
  }
  .card,
  .settings {
    box-sizing: border-box;
    width: 292px;
    border-left: 1px solid var(--_line);
  }
  .without-map > :is(.card, .settings) {
    width: auto;
    border-left: 0;
  }
  .card {
    grid-area: card;
    /* As high as a filled card is, so that pointing at a digit moves nothing else. */
    min-height: 516px;
  }
  .settings {
    grid-area: settings;
  }
  .reconstructions {
    grid-area: reconstructions;
  }
  .uses {
    grid-area: uses;
  }
  @container (max-width: 980px) {
    .panels,
    .without-map {
      grid-template: auto auto auto minmax(0, 1fr) auto auto / minmax(0, 1fr) minmax(0, 1fr);
      grid-template-areas:
        'controls controls'
        'map map'
        'card learning'
        'settings learning'
        'reconstructions reconstructions'
        'uses uses';
    }
    .panels > :is(.learning, .card, .settings) {
      width: auto;
      border-right: 0;
      border-left: 0;
    }
    .map {
      min-height: 440px;
    }
  }
  @container (max-width: 620px) {
    .panels {
      display: block;
    }
    .map,
    .card {
      min-height: 0;
    }
    .controls {
      padding: 11px 14px;
    }
    .learning,
    .map,
    .card,
    .settings,
    .reconstructions,
    .uses {
      padding: 14px;
    }
  }
`;
