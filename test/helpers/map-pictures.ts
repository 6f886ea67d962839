import { waitUntil } from '@open-wc/testing';
import type { AeLatentMap } from '../../src/ui/components/index.ts';

/** The pictures that a map's buttons make, which are kept from being downloaded. */
export async function takePictures(element: AeLatentMap): Promise<{ svg: Document; png: ImageBitmap }> {
  const blobs: Blob[] = [];
  const { createObjectURL } = URL;
  const keep = (blob: Blob) => {
    blobs.push(blob);
    return 'blob:nothing';
  };
  URL.createObjectURL = keep as typeof createObjectURL;
  const hinder = (event: Event) => event.preventDefault();
  window.addEventListener('click', hinder, true);
  try {
    for (const name of ['SVG', 'PNG'])
      [...element.renderRoot.querySelectorAll<HTMLButtonElement>('.foot button')]
        .find(({ textContent }) => textContent.trim() === name)!
        .click();
    await waitUntil(() => blobs.length === 2, 'both are made');
  } finally {
    URL.createObjectURL = createObjectURL;
    window.removeEventListener('click', hinder, true);
  }
  const [svg, png] = blobs.toSorted((a, b) => b.type.localeCompare(a.type));
  const picture = new DOMParser().parseFromString(await svg.text(), 'image/svg+xml');
  return { svg: picture, png: await createImageBitmap(png) };
}
