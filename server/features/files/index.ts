export { bindFiles } from './files-routes.ts'
export { attachFiles, filesOfPosts } from './attach-files.ts'
