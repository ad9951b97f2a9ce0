import { answerTasks } from '#server/workers/answer-tasks.ts'
import type { KeptCredits } from './authorship.ts'
import { type CreditSources, foldCredits } from './authorship-fold.ts'

answerTasks((sources: CreditSources): KeptCredits => {
  const { credits, taken } = foldCredits(sources)
  return { credits: credits.encode(), taken }
})
