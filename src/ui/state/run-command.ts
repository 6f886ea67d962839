import type { DatasetSource, ProjectionMethod } from '../../workers/index.ts';
import { downloadFile } from './download-file.ts';
import type { ExportOrder } from './exporter.ts';
import { rememberMapSettings, type MapSettings } from './map-settings.ts';
import type { LabController } from './lab-controller.ts';
import { rememberSettings, type Settings } from './settings.ts';

/** What the components ask for, as the detail of an `ae-command`. */
export interface Order {
  command: string;
  value?: unknown;
}

/** Does what a person asked for in the page. Failures are shown by the lab itself; the promise never rejects. */
export async function runCommand(lab: LabController, order: Order, storageKey: string): Promise<void> {
  try {
    await carryOut(lab, order, storageKey);
  } catch (error) {
    lab.notices.report(error);
  }
}

async function carryOut(lab: LabController, { command, value }: Order, storageKey: string): Promise<unknown> {
  switch (command) {
    case 'train':
    case 'resume':
      return lab.train();
    case 'pause':
      return lab.pause();
    case 'stop':
      return lab.stop();
    case 'reset':
      return lab.reset();
    case 'step-batch':
      return lab.step({ batches: 1 });
    case 'step-epoch':
      return lab.step({ epochs: 1 });
    case 'preset':
      return choose(lab, { preset: value as Settings['preset'] }, storageKey);
    case 'settings':
      return choose(lab, value as Partial<Settings>, storageKey);
    case 'open-data':
      return lab.loadDataset(value as DatasetSource);
    case 'save':
      return downloadFile(await lab.ask('saveFile'), `${lab.settings.preset}-${lab.run.history.length}.zip`);
    case 'export':
      return lab.exporter.download(value as ExportOrder, lab.settings.preset);
    case 'cancel-export':
      return lab.exporter.cancel();
    case 'open':
      return lab.openFile(new Uint8Array(await (value as File).arrayBuffer()));
    case 'map-method':
      return chooseProjection(lab, value as ProjectionMethod | ProjectionChoice, storageKey);
    case 'map-colour':
    case 'map-size':
      rememberMapSettings(storageKey, value as Partial<MapSettings>);
      return lab.views.map.dress(value as Partial<MapSettings>);
    case 'map-stop':
      return lab.views.map.stopLayout();
    case 'dismiss':
      return lab.notices.remove(value as string);
    case 'refresh':
      return lab.views.showReconstructions();
    case 'reconstruct':
      return lab.views.showReconstructions((value as { count: number }).count);
    case 'resume-saved-run':
      return lab.resumeSavedRun();
    case 'forget-saved-run':
      return lab.forgetSavedRun();
    default:
      throw new RangeError(`expected a known command, found ${command}`);
  }
}

interface ProjectionChoice {
  method: ProjectionMethod;
  dimensions?: [x: number, y: number];
}

function chooseProjection(
  lab: LabController,
  choice: ProjectionMethod | ProjectionChoice,
  storageKey: string,
): Promise<boolean> {
  const { method, dimensions } =
    typeof choice === 'string' ? { method: choice, dimensions: undefined } : choice;
  rememberMapSettings(storageKey, { method, ...(dimensions && { dimensions }) });
  return lab.views.map.setMethod(method, dimensions);
}

/** What a person chose, not what a page's author wrote, is remembered for the next visit. */
async function choose(lab: LabController, changes: Partial<Settings>, storageKey: string): Promise<void> {
  await lab.applySettings(changes);
  rememberSettings(storageKey, changes);
}
