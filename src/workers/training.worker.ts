/** Puts the training service behind Comlink; all that it does is in training-service.ts. */
import { expose, transfer } from 'comlink';
import type { EncodedSplit, PixelPlane } from './boundary-types.ts';
import { TrainingService } from './training-service.ts';

/** Answers of some megabytes are handed over, where taking in a copy would hold the page. */
class HandingService extends TrainingService {
  override async encodeSplit(...request: Parameters<TrainingService['encodeSplit']>): Promise<EncodedSplit> {
    return handOver(await super.encodeSplit(...request));
  }

  override async pixelPlane(...request: Parameters<TrainingService['pixelPlane']>): Promise<PixelPlane> {
    return handOver(await super.pixelPlane(...request));
  }
}

/** The arrays of an answer are nobody else's. */
function handOver<Answer extends object>(answer: Answer): Answer {
  const buffers = Object.values(answer).flatMap((value: unknown) =>
    ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer ? value.buffer : [],
  );
  return transfer(answer, [...new Set(buffers)]);
}

expose(new HandingService());
