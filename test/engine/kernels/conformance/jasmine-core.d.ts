/** The part of jasmine-core 4.2 that the conformance run uses. */
declare module 'jasmine-core/lib/jasmine-core/jasmine.js' {
  interface Environment {
    configure(options: object): void;
    addReporter(reporter: object): void;
    execute(): Promise<unknown>;
  }
  interface Jasmine {
    getEnv(options: object): Environment;
  }
  const jasmineRequire: {
    core(self: unknown): Jasmine;
    interface(jasmine: Jasmine, environment: Environment): object;
  };
  export default jasmineRequire;
}
