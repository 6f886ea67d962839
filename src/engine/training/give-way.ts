const waiting: (() => void)[] = [];
let door: MessagePort | undefined;

/**
 * Lets everything that has arrived in the meantime (a message that says "pause", say) happen before the caller goes on.
 * Through a `MessageChannel`, because browsers hold timers and animation frames back in hidden tabs.
 */
export async function giveWay(): Promise<void> {
  door ??= openDoor();
  const opened = new Promise<void>((resolve) => waiting.push(resolve));
  door.postMessage(undefined);
  await opened;
}

function openDoor(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => waiting.shift()?.();
  return port2;
}
