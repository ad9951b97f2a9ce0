import { useState } from 'react'

/** True from the first time on: what was fetched once stays mounted, so that it can close softly. */
export function useEver(value: boolean): boolean {
  const [ever, setEver] = useState(value)
  if (value && !ever) setEver(true)
  return ever
}
