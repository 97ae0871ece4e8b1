// What this device keeps between visits; where the browser forbids it (private windows, policies), only as long as the page lives.

export type DeviceStore = Pick<Storage, 'getItem' | 'setItem'>;

/** `whole`: beyond the tab. Never throws: a full or forbidden store forgets. */
export function openDeviceStore(keep: 'whole' | 'tab'): DeviceStore {
  const memory = new Map<string, string>();
  const attempt = <T>(act: (store: Storage) => T): T | null => {
    try {
      return act(keep === 'whole' ? localStorage : sessionStorage);
    } catch {
      return null; // SecurityError or QuotaExceededError: memory below stands in
    }
  };
  return {
    getItem: (key) => attempt((store) => store.getItem(key)) ?? memory.get(key) ?? null,
    setItem(key, value) {
      memory.set(key, value);
      attempt((store) => store.setItem(key, value));
    },
  };
}
