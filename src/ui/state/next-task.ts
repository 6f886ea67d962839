/** Gives the page its turn: what follows is a task of its own. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Longest wait for a frame: a tab that is not seen draws none. */
const patienceMs = 100;

/** Gives the page a frame: what follows is a task of its own, after what came before it has been painted. */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, patienceMs);
    requestAnimationFrame(() => {
      clearTimeout(late);
      // In the frame's own task layout and painting follow.
      setTimeout(resolve);
    });
  });
}
