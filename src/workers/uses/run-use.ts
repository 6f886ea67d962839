import type { Bench } from '../bench.ts';
import { comparePca } from './compare-pca.ts';
import { denoise } from './denoise.ts';
import { findAnomalies } from './find-anomalies.ts';
import { gatherCodes, gatherWeights } from './gather-codes.ts';
import { gatherReport } from './gather-report.ts';
import { generateSamples } from './generate-samples.ts';
import { judgeClassifier } from './judge-classifier.ts';
import { measureLatents } from './measure-latents.ts';
import { judgeLikelihood } from './judge-likelihood.ts';
import { judgeRatings, recommend } from './recommend.ts';
import { probeFeatures } from './probe-features.ts';
import { forecastSweep, sweepParameters } from './sweep-parameters.ts';
import type { UseAnswer, UseName, UseRequest } from './use-calls.ts';
import { UseJob, type ProgressSink } from './use-job.ts';

type Use<Name extends UseName> = (
  bench: Bench,
  request: UseRequest<Name>,
  job: UseJob,
) => Promise<UseAnswer<Name>>;

/** The one list of what the uses do; each has its file. */
const uses: { [Name in UseName]: Use<Name> } = {
  'compare-pca': comparePca,
  denoise,
  'find-anomalies': findAnomalies,
  'probe-features': probeFeatures,
  'judge-classifier': judgeClassifier,
  'judge-likelihood': judgeLikelihood,
  'generate-samples': generateSamples,
  'measure-latents': measureLatents,
  'judge-ratings': judgeRatings,
  recommend,
  'forecast-sweep': forecastSweep,
  'sweep-parameters': sweepParameters,
  'gather-codes': gatherCodes,
  'gather-report': gatherReport,
  'gather-weights': gatherWeights,
};

/** Runs the uses' calls on the bench of their moment, one of each name at a time: a new call ends the one before it. */
export class UseRunner {
  private readonly running = new Map<UseName, AbortController>();

  /** @throws RangeError for an unknown name; AbortError once cancelled. */
  async run<Name extends UseName>(
    bench: Bench,
    name: Name,
    request: UseRequest<Name>,
    progress?: ProgressSink,
  ): Promise<UseAnswer<Name>> {
    if (!Object.hasOwn(uses, name)) {
      throw new RangeError(`expected one of ${Object.keys(uses).join(', ')}, found ${String(name)}`);
    }
    this.cancel(name);
    const controller = new AbortController();
    this.running.set(name, controller);
    try {
      return await uses[name](bench, request, new UseJob(controller.signal, progress));
    } finally {
      if (this.running.get(name) === controller) this.running.delete(name);
    }
  }

  /** Ends the call of that name, or all calls, at their next pause. */
  cancel(name?: UseName): void {
    for (const [key, controller] of this.running) if (name === undefined || key === name) controller.abort();
  }
}
