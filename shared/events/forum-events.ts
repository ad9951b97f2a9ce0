interface OfPost {
  topicId: string
  postId: string
  number: number
}

export type ForumEvent =
  | { kind: 'topic.started'; payload: { topicId: string; postId: string } }
  | { kind: 'topic.changed'; payload: { topicId: string; fields: string[] } }
  | { kind: 'topic.closed'; payload: { topicId: string } }
  | { kind: 'topic.reopened'; payload: { topicId: string } }
  | { kind: 'post.written'; payload: OfPost & { parentNumber: number | null } }
  | { kind: 'post.edited'; payload: OfPost }
  | { kind: 'post.withdrawn'; payload: OfPost }
