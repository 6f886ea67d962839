import { css } from 'lit';

/**
 * The dashboard's areas, as a wrapping row, so that a hidden panel leaves no hole. Wide: learning, map and card side by
 * side over the reconstructions; middle: card and learning under the map; narrow: one column in the order in which
 * people need things, which is the document's order too.
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
    display: flex;
    flex-wrap: wrap;
  }
  .panels > * {
    min-width: 0;
  }
  .controls,
  .reconstructions {
    flex: 1 0 100%;
  }
  .learning,
  .card,
  .reconstructions {
    padding: 16px var(--_gutter);
  }
  .learning {
    order: 1;
    flex: 0 0 304px;
    border-right: 1px solid var(--_line);
  }
  .learning > * + * {
    margin-top: 18px;
  }
  .map {
    order: 2;
    flex: 1 1 0;
    min-height: 560px;
    padding: 12px var(--_gutter);
  }
  .card {
    order: 3;
    flex: 0 0 292px;
    border-left: 1px solid var(--_line);
  }
  .reconstructions {
    order: 4;
  }
  .without-map > :is(.learning, .card) {
    flex: 1 1 280px;
  }
  @container (max-width: 980px) {
    .panels > .map {
      order: 1;
      flex: 1 0 100%;
      min-height: 440px;
    }
    .panels > .card {
      order: 2;
      flex: 1 1 45%;
      border-left: 0;
    }
    .panels > .learning {
      order: 3;
      flex: 1 1 45%;
      border-right: 0;
    }
  }
  @container (max-width: 620px) {
    .panels > .map {
      min-height: 0;
    }
    .panels > :is(.card, .learning) {
      flex: 1 0 100%;
    }
    .panels > .learning {
      order: 5;
    }
    .learning,
    .map,
    .card,
    .reconstructions {
      padding: 14px;
    }
  }
`;
