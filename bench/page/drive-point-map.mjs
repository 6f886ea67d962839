/**
 * Runs in the page: a map of `count` points, zoomed and then panned in every frame by the events that a wheel and a
 * mouse send. The images are noise, since only their number matters here.
 * @returns {Promise<{zooming: number[], panning: number[]}>} milliseconds between frames
 */
export async function drivePointMap(count) {
  const map = document.createElement('ae-latent-map');
  const [clusters, pixels] = [10, 784];
  const labels = Uint8Array.from({ length: count }, (_, row) => row % clusters);
  const points = new Float32Array(2 * count);
  for (let row = 0; row < count; row++) {
    const angle = (2 * Math.PI * labels[row]) / clusters;
    const spread = () => Math.random() + Math.random() + Math.random() - 1.5;
    points.set([3 * Math.cos(angle) + spread(), 3 * Math.sin(angle) + spread()], 2 * row);
  }
  map.data = {
    points,
    labels,
    indices: Uint32Array.from({ length: count }, (_, row) => row),
    images: new Uint8Array(count * pixels).fill(128),
    classNames: Array.from({ length: clusters }, (_, label) => String(label)),
    imageShape: [28, 28, 1],
  };
  map.style.minHeight = '560px';
  document.body.prepend(map);
  map.scrollIntoView();
  await map.updateComplete;
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const canvas = map.shadowRoot.querySelector('canvas.points');
  const box = canvas.getBoundingClientRect();
  const at = (x, y) => ({ clientX: box.x + x * box.width, clientY: box.y + y * box.height });
  const send = (target, Type, type, init) =>
    target.dispatchEvent(new Type(type, { bubbles: true, cancelable: true, view: window, ...init }));
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

  async function measure(frameCount, move) {
    const timesMs = [await nextFrame()];
    for (let frame = 0; frame < frameCount; frame++) {
      move(frame);
      timesMs.push(await nextFrame());
    }
    return timesMs.slice(1).map((ms, frame) => ms - timesMs[frame]);
  }

  const half = 90;
  const zooming = await measure(2 * half, (frame) =>
    send(canvas, WheelEvent, 'wheel', { ...at(0.3, 0.5), deltaY: frame < half ? -10 : 10, ctrlKey: false }),
  );
  for (let step = 0; step < 20; step++) send(canvas, WheelEvent, 'wheel', { ...at(0.5, 0.5), deltaY: -20 });
  await nextFrame();
  send(canvas, MouseEvent, 'mousedown', { ...at(0.5, 0.5), button: 0, buttons: 1 });
  const panning = await measure(2 * half, (frame) => {
    const angle = (frame / half) * 2 * Math.PI;
    send(window, MouseEvent, 'mousemove', {
      ...at(0.5 + 0.1 * Math.sin(angle), 0.5 + 0.1 * Math.cos(angle)),
      buttons: 1,
    });
  });
  send(window, MouseEvent, 'mouseup', at(0.5, 0.5));
  map.remove();
  return { zooming, panning };
}

/** The value that `share` per cent of the values do not exceed. */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((share / 100) * sorted.length) - 1)];
}
