// Who said, noted, agreed or decided what, at which meeting and about what?
//
// Parameters:
//   meeting (meeting or event): remarks at this meeting only.
//   speaker (person or post or body or state or region): remarks by this speaker only.
//   topic (topic): remarks on this topic or one of its narrower ones only.
// Columns:
//   event (name): the meeting or other event; null for what a source says outside of any.
//   event_id (id): its id.
//   speaker (names): the speakers; neither these nor a group where the source itself speaks.
//   speaker_group (text): a group that speaks as one.
//   attributed_to (names): whose words or acts the speaker reports.
//   attributed_group (text): a group whose words or acts the speaker reports.
//   kind (text): the kind of remark, such as stated, agreed or decided.
//   text (text): what, in our words.
//   about (names): the things that it is about.
//   topics (names): its topics.
//   figures (list): the numbers in it: how exact, value, unit (of what, for when, compared with when).
//   basis (text): stated, inferred or common-knowledge.
//   source (list): the sources.
//   locator (list): the places in them, as records cite them.
CALL {
  UNWIND CASE WHEN $meeting IS NULL AND $speaker IS NULL AND $topic IS NULL THEN [true] ELSE [] END AS every
  MATCH (r:Remark)
  RETURN r
  UNION
  MATCH (:Event {id: $meeting})-[:HAS_REMARK]->(r:Remark)
  RETURN r
  UNION
  MATCH (:Person|Post|Body|State|Region {id: $speaker})<-[:SPEAKER]-(r:Remark)
  WHERE $meeting IS NULL
  RETURN r
  UNION
  MATCH (:Topic {id: $topic})<-[:BROADER*0..5]-(:Topic)<-[:TOPIC]-(r:Remark)
  WHERE $meeting IS NULL AND $speaker IS NULL
  RETURN r
}
WITH r
WHERE ($speaker IS NULL OR EXISTS { MATCH (r)-[:SPEAKER]->({id: $speaker}) })
  AND ($topic IS NULL OR ($meeting IS NULL AND $speaker IS NULL)
       OR EXISTS { MATCH (r)-[:TOPIC]->(:Topic)-[:BROADER*0..5]->(:Topic {id: $topic}) })
OPTIONAL MATCH (m:Event)-[:HAS_REMARK]->(r)
WITH m, r,
     [(r)-[:SPEAKER]->(actor) | actor.name] AS speakers,
     [(r)-[:ATTRIBUTED_TO]->(actor) | actor.name] AS others,
     [(r)-[:ABOUT]->(thing) | thing.name] AS things,
     [(r)-[:TOPIC]->(t:Topic) | t.name] AS topics,
     [(r)-[:HAS_FIGURE]->(f:Figure) |
        CASE f.exactness WHEN 'exact' THEN '' ELSE replace(f.exactness, '-', ' ') + ' ' END
        + CASE WHEN f.value = toInteger(f.value) THEN toString(toInteger(f.value)) ELSE toString(f.value) END
        + ' ' + f.unit + ' (' + f.of
        + coalesce(', ' + f.period, '') + coalesce(', compared with ' + f.compared_with, '') + ')'] AS figures,
     [(r)-[:STATED_IN]->(:Passage)<-[:HAS_PASSAGE]-(s:Source) | s.id] AS sources,
     [(r)-[:STATED_IN]->(passage:Passage) | replace(passage.id, '/passage/', '#')] AS places
RETURN m.name AS event,
       m.id AS event_id,
       speakers AS speaker,
       r.speaker_group AS speaker_group,
       others AS attributed_to,
       r.attributed_group AS attributed_group,
       r.kind AS kind,
       r.text AS text,
       things AS about,
       topics AS topics,
       figures AS figures,
       r.basis AS basis,
       sources AS source,
       places AS locator
ORDER BY CASE WHEN m.start_date IS NULL THEN 1 ELSE 0 END, m.start_date, coalesce(m.id, ''), r.id
