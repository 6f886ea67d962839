/**
 * A run as one zip: `model.json` and `weights.bin` are a tfjs `LayersModel` with its optimizer, which
 * `tf.loadLayersModel` opens and Keras' converter reads; `run.json` is the rest of the run, and the codes of its epochs
 * may stand beside it.
 */
import type { io } from '@tensorflow/tfjs-core';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { UnreadableDataError } from '../errors.ts';
import { findPreset } from '../models/index.ts';
import { packEpochCodes, type EpochCodes } from './epoch-codes.ts';
import { checkRunState } from './run-state.ts';
import type { NamedArray, RunState } from './run-state.ts';

/** More than any of our models needs, and a bar to files that unfold without end. */
const LARGEST_PART_BYTES = 256 * 1024 * 1024;

const FORMAT = 'ae-dashboard-run';
const VERSION = 1;
const ITERATIONS = 'iter';

type WeightsSpec = io.WeightsManifestEntry & { group?: string };

/** What a message calls the file. */
const SOURCE = 'model file';

/** The zip of a run of one of the presets, and of how it saw the sample after its epochs. */
export function encodeModelFile(state: RunState, replay: readonly EpochCodes[] = []): Uint8Array {
  const { weights, optimizer, ...run } = state;
  const iterations = { name: ITERATIONS, shape: [], data: Int32Array.of(optimizer.iterations) };
  const model = {
    format: 'layers-model',
    generatedBy: 'ae-dashboard',
    convertedBy: null,
    modelTopology: describeTopology(state),
    trainingConfig: {
      // tfjs saves losses by name, and has none for a root: the mean squared error has the same minimum.
      loss: 'mean_squared_error',
      metrics: [],
      optimizer_config: {
        class_name: 'Adam',
        config: { learning_rate: state.config.learningRate, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
      },
    },
    weightsManifest: [
      {
        paths: ['weights.bin'],
        weights: [
          ...weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
          { name: ITERATIONS, shape: [], dtype: 'int32', group: 'optimizer' },
          ...optimizer.moments.map(({ name, shape }) => ({
            name,
            shape,
            dtype: 'float32',
            group: 'optimizer',
          })),
        ],
      },
    ],
  };
  const arrays = [...weights, iterations, ...optimizer.moments];
  return zipSync({
    'model.json': strToU8(JSON.stringify(model)),
    'weights.bin': joinArrays(arrays.map(({ data }) => data)),
    'run.json': strToU8(JSON.stringify({ format: FORMAT, version: VERSION, ...run })),
    ...packEpochCodes(replay),
  });
}

/** The run of a zip. Throws an `UnreadableDataError` for anything else. */
export function decodeModelFile(bytes: Uint8Array): RunState {
  const parts = unzip(bytes);
  const run = parseJson(parts, 'run.json') as RunState & { format: string; version: number };
  if (run.format !== FORMAT || run.version !== VERSION) {
    throw new UnreadableDataError(
      `${SOURCE}: expected run.json of ${FORMAT} version ${VERSION}, found ${String(run.format)} ${String(run.version)}`,
    );
  }
  const model = parseJson(parts, 'model.json') as { weightsManifest?: { weights?: WeightsSpec[] }[] };
  const specs = model.weightsManifest?.[0]?.weights;
  if (!Array.isArray(specs)) {
    throw new UnreadableDataError(`${SOURCE}: expected a list of weights in model.json, found none`);
  }
  const arrays = splitArrays(specs, takePart(parts, 'weights.bin'));
  const iterations = arrays.findIndex(({ name }) => name === ITERATIONS);
  const weights = arrays.slice(0, iterations);
  const moments = arrays.slice(iterations + 1);
  const { format: _format, version: _version, ...rest } = run;
  const optimizer = { iterations: arrays[iterations]?.data[0] ?? NaN, moments };
  const state: RunState = { ...rest, weights, optimizer };
  checkRunState(state, SOURCE);
  return state;
}

function describeTopology({ preset, imageShape, config }: RunState): object {
  const autoencoder = findPreset(preset).build(imageShape, config.seed, config.model);
  const topology = autoencoder.whole.toJSON(null, false) as object;
  autoencoder.dispose();
  return topology;
}

function joinArrays(arrays: (Float32Array | Int32Array)[]): Uint8Array {
  const joined = new Uint8Array(arrays.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let offset = 0;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    joined.set(new Uint8Array(buffer, byteOffset, byteLength), offset);
    offset += byteLength;
  }
  return joined;
}

function splitArrays(specs: WeightsSpec[], bytes: Uint8Array): NamedArray[] {
  const sizes = specs.map(({ shape }) => shape.reduce((product, size) => product * size, 1));
  const length = 4 * sizes.reduce((sum, size) => sum + size, 0);
  if (bytes.length !== length) {
    throw new UnreadableDataError(
      `${SOURCE}: expected ${length} bytes in weights.bin, found ${bytes.length}`,
    );
  }
  const { buffer } = bytes.slice();
  let offset = 0;
  return specs.map(({ name, shape, dtype }, index) => {
    const values =
      dtype === 'int32'
        ? Float32Array.from(new Int32Array(buffer, offset, sizes[index]))
        : new Float32Array(buffer, offset, sizes[index]).slice();
    offset += 4 * sizes[index];
    return { name, shape, data: values };
  });
}

function unzip(bytes: Uint8Array): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter: ({ originalSize }) => originalSize <= LARGEST_PART_BYTES });
  } catch (cause) {
    throw new UnreadableDataError(`${SOURCE}: expected a zip file, found something else or a damaged one`, {
      cause,
    });
  }
}

function takePart(parts: Record<string, Uint8Array>, name: string): Uint8Array {
  if (Object.hasOwn(parts, name)) return parts[name];
  const found = Object.keys(parts).join(', ') || 'nothing';
  throw new UnreadableDataError(`${SOURCE}: expected ${name} in the zip, found ${found}`);
}

function parseJson(parts: Record<string, Uint8Array>, name: string): unknown {
  try {
    return JSON.parse(strFromU8(takePart(parts, name)));
  } catch (cause) {
    if (cause instanceof UnreadableDataError) throw cause;
    throw new UnreadableDataError(`${SOURCE}: expected JSON in ${name}, found something else`, { cause });
  }
}
