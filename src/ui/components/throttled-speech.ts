/** Least time between two announcements: screen readers queue them, and a pointer can pass a hundred points a second. */
const restMs = 400;

/** What a live region says: at once after a rest, else the last of what came meanwhile. */
export class ThrottledSpeech {
  text = '';
  private wanted = '';
  private saidMs = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly onChange: () => void;

  /** @param onChange called when `text` changes by itself, later than `say`. */
  constructor(onChange: () => void) {
    this.onChange = onChange;
  }

  say(text: string): void {
    this.wanted = text;
    if (this.timer !== undefined || text === this.text) return;
    const waitMs = this.saidMs + restMs - performance.now();
    if (waitMs <= 0) return this.speak();
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.speak();
      this.onChange();
    }, waitMs);
  }

  private speak(): void {
    this.text = this.wanted;
    this.saidMs = performance.now();
  }
}
