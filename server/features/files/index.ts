export { attachFiles, filesOfPosts } from './attach-files.ts'
