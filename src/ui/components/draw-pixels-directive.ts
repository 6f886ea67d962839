import { noChange } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import { PartType, type ElementPart, type PartInfo } from 'lit/directive.js';
import { drawErrorMap, drawImage, type ImageShape } from '../charts/index.ts';

class DrawPixels extends AsyncDirective {
  private drawn: readonly unknown[] = [];

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new TypeError('expected drawPixels to stand on an element');
  }

  override render(_image: Uint8Array, _shape: ImageShape, _against?: Uint8Array) {
    return noChange;
  }

  override update(part: ElementPart, [image, shape, against]: Parameters<this['render']>) {
    const wanted = [image, against, ...shape];
    if (wanted.length === this.drawn.length && wanted.every((value, at) => value === this.drawn[at]))
      return noChange;
    this.drawn = wanted;
    const canvas = part.element as HTMLCanvasElement;
    if (against) drawErrorMap(canvas, image, against, shape);
    else drawImage(canvas, image, shape);
    return noChange;
  }
}

/**
 * On a `<canvas>`: shows one image (bytes, height × width × channels), or, with `against`, the error map of the two.
 * Draws again only when it is handed other arrays.
 */
export const drawPixels = directive(DrawPixels);
