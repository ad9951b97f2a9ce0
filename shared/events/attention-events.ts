/** Told to one person only: something reached them. It moves the bell; it makes no notification. */
export type AttentionEvent = { kind: 'notification.arrived'; payload: { notificationId: string } }
