/**
 * A way to somebody slow who answers one question at a time: while an answer is awaited, only the newest question
 * waits, and those it overtook are never asked. So what is shown lags by one answer at most, however fast questions come.
 */
export class LatestWins<Question, Answer> {
  private readonly ask: (question: Question) => Promise<Answer>;
  private readonly onAnswer: (answer: Answer, question: Question) => void;
  private readonly onFailure: (error: unknown) => void;
  private waiting: { question: Question } | undefined;
  private isAsking = false;
  /** Counts what was forgotten, so that an answer to an earlier question is known as such. */
  private generation = 0;

  constructor(
    ask: (question: Question) => Promise<Answer>,
    onAnswer: (answer: Answer, question: Question) => void,
    onFailure: (error: unknown) => void,
  ) {
    this.ask = ask;
    this.onAnswer = onAnswer;
    this.onFailure = onFailure;
  }

  put(question: Question): void {
    this.waiting = { question };
    if (!this.isAsking) void this.askWaiting();
  }

  /** Drops the question that waits, and the answer to the one under way. */
  forget(): void {
    this.waiting = undefined;
    this.generation++;
  }

  private async askWaiting(): Promise<void> {
    this.isAsking = true;
    while (this.waiting) {
      const { question } = this.waiting;
      this.waiting = undefined;
      const { generation } = this;
      try {
        const answer = await this.ask(question);
        if (generation === this.generation) this.onAnswer(answer, question);
      } catch (error) {
        if (generation === this.generation) this.onFailure(error);
      }
    }
    this.isAsking = false;
  }
}
