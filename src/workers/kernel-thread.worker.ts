/** One thread of the kernel pool: joins the others on their memory and works until told to stop. */
import { runKernelThread, type ThreadStart } from '../engine/wasm/index.ts';

self.onmessage = ({ data }: MessageEvent<ThreadStart>) => {
  self.postMessage('ready');
  runKernelThread(data);
  self.close();
};
