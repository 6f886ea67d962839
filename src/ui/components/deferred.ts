/** A promise that is settled from outside. */
export interface Deferred {
  promise: Promise<void>;
  resolve: () => void;
  reject: (reason: unknown) => void;
}

/** Whoever asks for it hears of a failure; nobody has to ask. */
export function createDeferred(): Deferred {
  const deferred = {} as Deferred;
  deferred.promise = new Promise<void>((resolve, reject) => Object.assign(deferred, { resolve, reject }));
  deferred.promise.catch(() => undefined);
  return deferred;
}
