import { useLayoutEffect, useState } from 'react'

/** A value for handlers that outlive a rendering: they read what the last one brought. */
export class Latest<T> {
  #value: T

  constructor(value: T) {
    this.#value = value
  }

  get(): T {
    return this.#value
  }

  set(value: T): void {
    this.#value = value
  }
}

/** For what is handed to an editor or a connection once, and must see later props. */
export function useLatest<T>(value: T): Latest<T> {
  const [latest] = useState(() => new Latest(value))
  useLayoutEffect(() => latest.set(value))
  return latest
}
