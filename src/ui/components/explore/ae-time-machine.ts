import { css, html } from 'lit';
import { maxMoments } from '../../state/index.ts';
import { defineElement } from '../define-element.ts';
import { ExplorePanel } from './explore-panel.ts';

/**
 * Replays the map, epoch by epoch.
 *
 * @csspart scrubber
 */
@defineElement('ae-time-machine')
export class AeTimeMachine extends ExplorePanel {
  static override styles = [
    ...ExplorePanel.styles,
    css`
      .play {
        min-width: 72px;
      }
      progress {
        max-width: 160px;
      }
      /* Its words change, and nothing must move under the pointer. */
      .progress {
        min-height: 20px;
      }
    `,
  ];

  override render() {
    const { replay } = this.explorer ?? {};
    const epochs = replay?.epochs ?? [];
    if (!replay || epochs.length < 2) {
      return html`<p class="muted data">
        Train for an epoch first: before it and after every epoch the codes of the same test images are kept,
        to be replayed here.
      </p>`;
    }
    const position = replay.shown === undefined ? epochs.length - 1 : epochs.indexOf(replay.shown);
    const epoch = epochs[position];
    const { readyCount } = replay;
    return html`<div class="stack data">
      <div class="row">
        <button
          class="small play"
          aria-pressed=${replay.isPlaying}
          @click=${() => (replay.isPlaying ? replay.pause() : replay.play())}
        >
          ${replay.isPlaying ? 'Pause' : 'Play'}
        </button>
        <input
          part="scrubber"
          class="grow"
          type="range"
          min="0"
          max=${epochs.length - 1}
          step="1"
          aria-label="Epoch"
          aria-valuetext=${describeEpoch(epoch)}
          .value=${String(position)}
          @input=${(event: Event) => replay.show(epochs[(event.target as HTMLInputElement).valueAsNumber])}
        />
        <span>${replay.shown === undefined ? 'the present' : describeEpoch(epoch)}</span>
        <button class="small" ?disabled=${replay.shown === undefined} @click=${() => replay.showPresent()}>
          Back to the present
        </button>
      </div>
      <div class="row progress">
        ${
          readyCount < epochs.length
            ? html`<progress max=${epochs.length} .value=${readyCount} aria-label="Layouts"></progress>
                <span class="muted">Laying out epoch by epoch, ${readyCount} of ${epochs.length}</span>`
            : html`<span class="muted">A map of its own, which need not look like that of all images</span>`
        }
      </div>
      <p class="muted">
        The same ${replay.sampleCount.toLocaleString('en')} test images after every
        ${replay.stride === 1 ? 'epoch' : `${replay.stride} epochs`}, each layout beginning where the one
        before ended. Kept with the run, in this browser and in its saved file: ${epochs.length} of at most
        ${maxMoments} moments, ${(replay.bytes / 1e6).toFixed(1)} MB.
      </p>
    </div>`;
  }
}

function describeEpoch(epoch: number): string {
  return epoch === 0 ? 'before training' : `after epoch ${epoch}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-time-machine': AeTimeMachine;
  }
}
