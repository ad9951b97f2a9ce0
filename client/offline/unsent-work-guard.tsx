import { lazy, Suspense, useEffect, useState } from 'react'
import { guardSignOut } from '../shell/sign-out.ts'
import { type UnsentText, unsentWork } from './unsent-work.ts'

const UnsentWorkDialog = lazy(async () => ({
  default: (await import('./unsent-work-dialog.tsx')).UnsentWorkDialog,
}))

interface Question {
  texts: UnsentText[]
  answer: (mayLeave: boolean) => void
}

/** Asks before signing out takes unsent words off this device (H20). Once, in the shell. */
export function UnsentWorkGuard() {
  const [question, setQuestion] = useState<Question | null>(null)
  useEffect(() => {
    const ask = async () => {
      const texts = await unsentWork()
      if (texts.length === 0) return true
      return new Promise<boolean>((resolve) => {
        const answer = (mayLeave: boolean) => {
          setQuestion(null)
          resolve(mayLeave)
        }
        setQuestion({ texts, answer })
      })
    }
    return guardSignOut(ask)
  }, [])
  if (question === null) return null
  return (
    <Suspense>
      <UnsentWorkDialog texts={question.texts} onAnswer={question.answer} />
    </Suspense>
  )
}
