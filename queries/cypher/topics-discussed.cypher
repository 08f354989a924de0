// Which topics were discussed, at which meeting and by whom?
//
// What somebody remarked on is no discussion: see who-said.
//
// Parameters:
//   meeting (meeting or event): this meeting only.
//   topic (topic): this topic and its narrower ones only.
// Columns:
//   meeting (name): the meeting or other event.
//   meeting_id (id): its id.
//   topic (name): the topic.
//   topic_id (id): its id.
//   by (list): who discussed it.
//   by_group (text): who discussed it, where a source names no one actor.
//   text (text): what was discussed, in our words.
//   about (names): the things that it was about.
//   basis (text): stated, inferred or common-knowledge.
//   source (list): the sources.
//   locator (list): the places in them, as records cite them.
CALL {
  UNWIND CASE WHEN $meeting IS NULL AND $topic IS NULL THEN [true] ELSE [] END AS every
  MATCH (d:Discussion)
  RETURN d
  UNION
  MATCH (:Event {id: $meeting})-[:HAS_DISCUSSION]->(d:Discussion)
  RETURN d
  UNION
  MATCH (:Topic {id: $topic})<-[:BROADER*0..5]-(:Topic)<-[:TOPIC]-(d:Discussion)
  WHERE $meeting IS NULL
  RETURN d
}
MATCH (d)<-[:HAS_DISCUSSION]-(m:Event)
MATCH (d)-[:TOPIC]->(t:Topic)
WHERE $topic IS NULL OR $meeting IS NULL OR EXISTS { MATCH (t)-[:BROADER*0..5]->(:Topic {id: $topic}) }
WITH m, d, t,
     [(d)-[:BY]->(actor) | actor.name] AS actors,
     [(d)-[:ABOUT]->(thing) | thing.name] AS things,
     [(d)-[:STATED_IN]->(:Passage)<-[:HAS_PASSAGE]-(s:Source) | s.id] AS sources,
     [(d)-[:STATED_IN]->(passage:Passage) | replace(passage.id, '/passage/', '#')] AS places
RETURN m.name AS meeting,
       m.id AS meeting_id,
       t.name AS topic,
       t.id AS topic_id,
       actors AS by,
       d.by_group AS by_group,
       d.text AS text,
       things AS about,
       d.basis AS basis,
       sources AS source,
       places AS locator
ORDER BY CASE WHEN m.start_date IS NULL THEN 1 ELSE 0 END, m.start_date, m.id, t.id, d.id
