import type { Observable } from '@devchat/client';
import { useSyncExternalStore } from 'react';

/** The present value of an observable. The component renders again after each change. */
export function useObservable<T>(observable: Observable<T>): T {
  return useSyncExternalStore(observable.subscribe, observable.getSnapshot);
}

/** A part of an observable. The component renders again when the part has changed; it must be the same object until then. */
export function useSelected<T, P>(observable: Observable<T>, select: () => P): P {
  return useSyncExternalStore(observable.subscribe, select);
}
