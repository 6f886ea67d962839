import { assert } from '@open-wc/testing';
import { LatestWins } from '../../../../src/ui/state/explore/index.ts';

/** Answers when told to; notes what it was asked. */
function createOracle() {
  const asked: number[] = [];
  const open: { resolve: (answer: string) => void; reject: (error: Error) => void }[] = [];
  const ask = (question: number): Promise<string> => {
    asked.push(question);
    return new Promise((resolve, reject) => open.push({ resolve, reject }));
  };
  const turn = () => new Promise((resolve) => setTimeout(resolve));
  return {
    asked,
    ask,
    answer: (text: string) => (open.shift()!.resolve(text), turn()),
    fail: (error: Error) => (open.shift()!.reject(error), turn()),
  };
}

suite('LatestWins', () => {
  test('asks one question at a time, and of those that wait the newest only', async () => {
    const oracle = createOracle();
    const answers: [string, number][] = [];
    const channel = new LatestWins(
      oracle.ask,
      (answer, question) => answers.push([answer, question]),
      (error) => assert.fail(String(error)),
    );
    for (const question of [1, 2, 3, 4]) channel.put(question);
    assert.deepEqual(oracle.asked, [1]);
    await oracle.answer('a');
    assert.deepEqual(oracle.asked, [1, 4]);
    await oracle.answer('b');
    assert.deepEqual(answers, [['a', 1], ['b', 4]]); // prettier-ignore
    assert.deepEqual(oracle.asked, [1, 4]);
    channel.put(5);
    assert.deepEqual(oracle.asked, [1, 4, 5]);
  });

  test('forgets what waits and what is under way, and goes on', async () => {
    const oracle = createOracle();
    const answers: string[] = [];
    const channel = new LatestWins(
      oracle.ask,
      (answer) => answers.push(answer),
      (error) => assert.fail(String(error)),
    );
    channel.put(1);
    channel.put(2);
    channel.forget();
    channel.put(3);
    await oracle.answer('of 1');
    await oracle.answer('of 3');
    assert.deepEqual(oracle.asked, [1, 3]);
    assert.deepEqual(answers, ['of 3']);
  });

  test('tells of a failure and asks the next question all the same', async () => {
    const oracle = createOracle();
    const failures: unknown[] = [];
    const answers: string[] = [];
    const channel = new LatestWins(
      oracle.ask,
      (answer) => answers.push(answer),
      (error) => failures.push(error),
    );
    channel.put(1);
    channel.put(2);
    const error = new Error('the worker failed');
    await oracle.fail(error);
    await oracle.answer('of 2');
    assert.deepEqual(failures, [error]);
    assert.deepEqual(answers, ['of 2']);
  });
});
