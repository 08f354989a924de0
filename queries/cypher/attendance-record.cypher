// In which meetings did a person, post, state, region or body take part, in order of date?
//
// Parameters:
//   actor (person or post or state or region or body, required): the actor.
// Columns:
//   date (text): the meeting's date, in EDTF; null where no source gives one, and then the row is last.
//   start_date (date): its first day, or the first one possible.
//   meeting (text): the meeting or other event.
//   meeting_id (id): its id.
//   body (text): the body that met.
//   place (text): where.
//   relation (text): self, the person; post, its holder; represents; or from, a state that is not represented.
//   person (text): the person.
//   post (text): the post held at the time.
//   group (text): the group, where a source speaks of several at once.
//   represents (text): the state, region or body represented.
//   role (list): every role in the meeting.
//   level (text): the level of representation.
//   mode (text): how the participant took part; null where not stated.
//   status (text): announced, invited, attended, absent or unknown.
//   basis (text): stated, inferred or common-knowledge.
//   source (list): the sources.
//   locator (list): the places in them, as records cite them.
MATCH (actor:Person|Post|State|Region|Body {id: $actor})
MATCH (actor)<-[way:PARTICIPANT|IN_POST|REPRESENTS|FROM_STATE]-(p:Participation)
WITH p, collect(type(way)) AS ways
MATCH (m:Event)-[:HAS_PARTICIPATION]->(p)
OPTIONAL MATCH (m)-[:OF_BODY]->(body:Body)
OPTIONAL MATCH (m)-[:HELD_IN]->(place:Place)
OPTIONAL MATCH (p)-[:PARTICIPANT]->(person:Person)
OPTIONAL MATCH (p)-[:IN_POST]->(post:Post)
OPTIONAL MATCH (p)-[:REPRESENTS]->(party)
WITH m, p, ways, body, place, person, post, party,
     [(p)-[:STATED_IN]->(:Passage)<-[:HAS_PASSAGE]-(s:Source) | s.id] AS sources,
     [(p)-[:STATED_IN]->(passage:Passage) | replace(passage.id, '/passage/', '#')] AS places
RETURN m.dates AS date,
       m.start_date AS start_date,
       m.name AS meeting,
       m.id AS meeting_id,
       body.name AS body,
       place.name AS place,
       CASE WHEN 'PARTICIPANT' IN ways THEN 'self'
            WHEN 'IN_POST' IN ways THEN 'post'
            WHEN 'REPRESENTS' IN ways THEN 'represents'
            ELSE 'from' END AS relation,
       person.name AS person,
       post.name AS post,
       p.group AS group,
       party.name AS represents,
       p.roles AS role,
       p.level AS level,
       p.mode AS mode,
       p.status AS status,
       p.basis AS basis,
       sources AS source,
       places AS locator
ORDER BY CASE WHEN m.start_date IS NULL THEN 1 ELSE 0 END, m.start_date, m.id, p.id
