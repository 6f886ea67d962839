import { css } from 'lit';

export const latentMapStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    /* A change of theme runs as a transition, and its event is the only notice that inherited colours changed. */
    transition: color 1ms;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
    min-height: 30px;
    margin-bottom: 4px;
  }
  .title {
    flex: 1 1 200px;
    min-width: 0;
    margin-left: 6px;
    font-weight: 600;
    color: var(--_muted);
  }
  .bar .title {
    order: -1;
    flex-basis: 100%;
    margin-left: 0;
  }
  .zoom {
    position: absolute;
    right: 4px;
    bottom: 4px;
    display: grid;
    gap: 2px;
  }
  .zoom button {
    min-width: 28px;
    padding: 0;
    background: color-mix(in srgb, var(--_background) 85%, transparent);
  }
  .group,
  .dimensions {
    display: flex;
    gap: 2px;
  }
  .colouring {
    display: flex;
    gap: 5px;
    align-items: center;
    color: var(--_muted);
    font-size: 12px;
  }
  .bar select {
    min-height: 26px;
    color: var(--_text);
    font-size: 12px;
  }
  /* As wide as its longest words, which come with the model: the tools beside it stay where they are. */
  .colouring select {
    width: 150px;
  }
  .body {
    display: grid;
    flex: 1 0 auto;
    grid-template-columns: minmax(0, 1fr) 132px;
    gap: 8px;
  }
  .stage {
    position: relative;
    min-height: 300px;
    overflow: hidden;
    border-radius: 3px;
  }
  canvas.points {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    cursor: crosshair;
  }
  .ring {
    position: absolute;
    top: -9px;
    left: -9px;
    width: 18px;
    height: 18px;
    border: 2px solid var(--_text);
    border-radius: 50%;
    box-shadow: 0 0 0 1px var(--_background);
    pointer-events: none;
  }
  .ring.pinned {
    border-color: var(--_accent);
  }
  .lens {
    position: absolute;
    top: 0;
    left: 0;
    width: 64px;
    pointer-events: none;
  }
  .lens .pixels {
    box-shadow: 0 0 0 2px var(--_background);
  }
  .overlay,
  .overlay svg {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    overflow: hidden;
    pointer-events: none;
  }
  .overlay polyline {
    fill: none;
    stroke: var(--_text);
    stroke-width: 2;
    stroke-linejoin: round;
  }
  .overlay .link polyline {
    stroke: var(--_muted);
    stroke-width: 1;
    stroke-opacity: 0.5;
  }
  .overlay circle {
    fill: var(--_text);
    stroke: var(--_background);
    stroke-width: 1.5;
  }
  .overlay circle.mark {
    fill: none;
    stroke: var(--_accent);
    stroke-width: 2;
  }
  .overlay circle.far {
    stroke-dasharray: 3 3;
  }
  .tag {
    position: absolute;
    top: 0;
    left: 0;
    width: 64px;
    font-size: 11px;
    line-height: 1.2;
  }
  .tag .pixels {
    box-shadow: 0 0 0 2px var(--_accent);
  }
  .tag span {
    display: block;
    margin-top: 4px;
    background: color-mix(in srgb, var(--_background) 80%, transparent);
  }
  .axis {
    position: absolute;
    padding: 2px 4px;
    border-radius: 3px;
    background: color-mix(in srgb, var(--_background) 80%, transparent);
    color: var(--_muted);
    font-size: 11px;
    line-height: 1.2;
    pointer-events: none;
  }
  .axis.x {
    right: 40px;
    bottom: 0;
  }
  .axis.y {
    top: 0;
    left: 0;
    writing-mode: vertical-rl;
    transform: rotate(180deg);
  }
  .empty {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    padding: 24px;
    text-align: center;
  }
  .foot {
    display: flex;
    justify-content: space-between;
    gap: 4px 12px;
    flex-wrap: wrap;
    align-items: center;
    min-height: 28px;
    margin-top: 4px;
    font-size: 12px;
  }
  .foot .group {
    align-items: center;
  }
  .foot progress {
    flex: 0 0 120px;
  }
  @container (max-width: 560px) {
    .body {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: minmax(300px, 1fr) auto;
    }
    ae-map-legend::part(list) {
      grid-template-columns: repeat(auto-fill, minmax(120px, 1fr));
    }
  }
`;
