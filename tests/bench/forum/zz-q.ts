import { readdirSync } from 'node:fs'
import { openConnection, kyselyOver } from '#server/storage/sqlite/connection.ts'
import * as L from '#server/features/forum/topic-list-store.ts'
import * as P from '#server/features/forum/topic-page-store.ts'
import { filesOf } from '#server/features/files/files-store.ts'
import { headFor } from '#server/log/log-store.ts'
import { loadSubject } from '#server/access/subject-store.ts'
const dir = readdirSync('/tmp').filter(d=>d.startsWith('plenary-prof-')).map(d=>'/tmp/'+d).sort().at(-1)!
const dirs = readdirSync('/tmp').filter(d=>d.startsWith('plenary-prof-')).map(d=>'/tmp/'+d)
const sq = openConnection(dirs[0]!+'/plenary.sqlite','reader'); const db = kyselyOver(sq)
const t = await db.selectFrom('topic').selectAll().limit(20).execute()
const spaceId=t[0]!.space_id, personId=t[0]!.started_by, groupId=t[0]!.group_id
const ag=(await db.selectFrom('agency').select('id').limit(1).execute())[0]!.id
const ids=t.map(x=>x.id)
const posts = await P.postsByTime(db,{topicId:ids[0]!,from:1,limit:20})
const reader={personId,agencyIds:[ag]}
async function time(name:string,f:()=>Promise<unknown>){ for(let i=0;i<500;i++) await f(); const n=process.cpuUsage(); const N=2000; for(let i=0;i<N;i++) await f(); const u=process.cpuUsage(n); console.log(name, ((u.user+u.system)/N).toFixed(1),'us') }
await time('list', ()=>L.topicPages.space.all(db,{...reader,...L.listStart,spaceId,limit:21}))
await time('counts', ()=>L.topicCounts(db,{spaceId,personId}))
await time('agencies', ()=>L.agenciesOfTopics(db,{topicIds:ids}))
await time('head', ()=>P.topicHead(db,{...reader,topicId:ids[0]!}))
await time('posts', ()=>P.postsByTime(db,{topicId:ids[0]!,from:1,limit:20}))
await time('answers', ()=>P.answersTo(db,{topicId:ids[0]!,numbers:posts.map(p=>p.number),limit:1000}))
await time('files', ()=>filesOf(db,{postIds:posts.map(p=>p.id)}))
await time('headFor', ()=>headFor(db,{groupId,isOffice:false,names:['person:'+personId,'space:'+spaceId,'group:'+groupId],subjectIds:[]} as any))
await time('subject topic', ()=>loadSubject(db,'topic',ids[0]!))
await time('txn', ()=>db.transaction().execute(async()=>1))
for (const [n,sql,p] of [['list raw',L.topicPages.space.all.compile(db,{...reader,...L.listStart,spaceId,limit:21}).sql,L.topicPages.space.all.compile(db,{...reader,...L.listStart,spaceId,limit:21}).parameters],['counts raw',L.topicCounts.compile(db,{spaceId,personId}).sql,[personId===''?'':0,0,1,0,0].length&&L.topicCounts.compile(db,{spaceId,personId}).parameters],['agencies raw',L.agenciesOfTopics.compile(db,{topicIds:ids}).sql,ids]] as any) { const st=sq.prepare(sql); await time(n, async()=>st.all(p)) }
await time('json', async()=>JSON.stringify(posts))
