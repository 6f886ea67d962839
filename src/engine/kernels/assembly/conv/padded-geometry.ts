/** The words of a job that reads windows of padded images, from word 2 on; written by window-plan.ts. */
import { word } from '../job-words';
import { padImages } from './pad-images';

export const BATCH: usize = 2;
/** Images of a part. */
export const IMAGES: usize = 3;
export const HEIGHT: usize = 4;
export const WIDTH: usize = 5;
export const CHANNELS: usize = 6;
/** Where an image begins in its padded copy. */
export const TOP: usize = 7;
export const LEFT: usize = 8;
export const PADDED_HEIGHT: usize = 9;
export const PADDED_WIDTH: usize = 10;
/** From one window to the next, in pixels of the padded image. */
export const STEP_HEIGHT: usize = 11;
export const STEP_WIDTH: usize = 12;
/** The first word of the kernel's own. */
export const OWN: usize = 13;

export function paddedImageBytes(job: usize): usize {
  return <usize>(word(job, PADDED_HEIGHT) * word(job, PADDED_WIDTH) * word(job, CHANNELS)) << 2;
}

export function padPart(job: usize, x: usize, image: i32, count: i32, to: usize): void {
  const imageFloats = word(job, HEIGHT) * word(job, WIDTH) * word(job, CHANNELS);
  padImages(
    x + (<usize>image * imageFloats << 2),
    count,
    word(job, HEIGHT),
    word(job, WIDTH),
    word(job, CHANNELS),
    word(job, TOP),
    word(job, LEFT),
    word(job, PADDED_HEIGHT),
    word(job, PADDED_WIDTH),
    to,
  );
}
