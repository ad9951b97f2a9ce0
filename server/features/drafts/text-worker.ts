import { answerTasks } from '#server/workers/answer-tasks.ts'
import { runTextTask } from './text-tasks.ts'

answerTasks(runTextTask)
