// In which meetings did a person, post, state, region or body take part, and when was which post held?
//
// In order of date. The tenures stand between the meetings, so that the record of a person reads as a
// career: of a person, those in any post; of a post, those of its holders; of a region or a body, those
// in its posts. Of a tenure its beginning and its end are rows, where they are known, and each
// attestation, that it was held on some days.
//
// Parameters:
//   actor (person or post or state or region or body, required): the actor.
//   from (first day): what may have gone on that day or later; nothing of open date.
//   to (last day): what may have begun by that day; nothing of open date.
// Columns:
//   date (text): the date of the meeting, of that end of the tenure, or of the attestation, in EDTF; null where no source gives one, and then the row is last.
//   start_date (date): its first day, or the first one possible; of the end of a tenure the last one possible.
//   entry (text): meeting; tenure begins; attested in post; tenure ends; or tenure, of one that nothing dates.
//   meeting (name): the meeting or other event; null for a tenure, as are the further columns of a meeting.
//   meeting_id (id): its id.
//   body (name): the body that met.
//   place (name): where.
//   relation (text): self, the person; post, its holder; post in it, of a region or a body; represents; or from, a state that is not represented.
//   person (name): the person.
//   post (name): the post held at the time.
//   acting (boolean): true where the person only acts in the post; null where no source says, and for a meeting.
//   group (text): the group, where a source speaks of several at once.
//   represents (name): the state, region or body represented.
//   role (list): every role in the meeting.
//   level (text): the level of representation.
//   mode (text): how the participant took part; null where not stated.
//   status (text): announced, invited, attended, absent or unknown.
//   basis (text): stated, inferred or common-knowledge.
//   source (list): the sources.
//   locator (list): the places in them, as records cite them.
MATCH (actor:Person|Post|State|Region|Body {id: $actor})
CALL {
  WITH actor
  MATCH (actor)<-[way:PARTICIPANT|IN_POST|REPRESENTS|FROM_STATE]-(p:Participation)
  WITH p, collect(type(way)) AS ways
  MATCH (m:Event)-[:HAS_PARTICIPATION]->(p)
  OPTIONAL MATCH (m)-[:OF_BODY]->(body:Body)
  OPTIONAL MATCH (m)-[:HELD_IN]->(place:Place)
  OPTIONAL MATCH (p)-[:PARTICIPANT]->(person:Person)
  OPTIONAL MATCH (p)-[:IN_POST]->(post:Post)
  OPTIONAL MATCH (p)-[:REPRESENTS]->(party)
  RETURN 'meeting' AS kind, m.dates AS dates, m.start_date AS first, m.end_date AS last, m, p, null AS t, p AS fact,
         body.name AS met, place.name AS venue, party.name AS for, person, post,
         CASE WHEN 'PARTICIPANT' IN ways THEN 'self'
              WHEN 'IN_POST' IN ways THEN 'post'
              WHEN 'REPRESENTS' IN ways THEN 'represents'
              ELSE 'from' END AS how
  UNION
  WITH actor
  MATCH (actor)-[:HAS_TENURE|IN_POST|POST_IN*1..2]-(t:Tenure)
  WITH t, split(actor.id, '/')[0] AS sort
  WHERE sort <> 'state'
  MATCH (t)<-[:HAS_TENURE]-(person:Person)
  MATCH (t)-[:IN_POST]->(post:Post)
  UNWIND ['tenure begins', 'tenure ends', 'tenure'] AS kind
  WITH t, kind, person, post, CASE sort WHEN 'person' THEN 'self' WHEN 'post' THEN 'post' ELSE 'post in it' END AS how,
       CASE kind WHEN 'tenure begins' THEN t.start_date WHEN 'tenure ends' THEN t.end_date END AS day,
       CASE kind WHEN 'tenure begins' THEN split(t.dates, '/')[0]
                 WHEN 'tenure ends' THEN split(t.dates + '/' + t.dates, '/')[1] END AS dates
  WHERE day IS NOT NULL
     OR kind = 'tenure' AND t.dates IS NULL AND NOT EXISTS { MATCH (t)-[:HAS_ATTESTATION]->(:Attestation) }
  RETURN kind, dates, day AS first, day AS last, null AS m, null AS p, t, t AS fact,
         null AS met, null AS venue, null AS for, person, post, how
  UNION
  WITH actor
  MATCH (actor)-[:HAS_TENURE|IN_POST|POST_IN*1..2]-(t:Tenure)
  WITH t, split(actor.id, '/')[0] AS sort
  WHERE sort <> 'state'
  MATCH (t)<-[:HAS_TENURE]-(person:Person)
  MATCH (t)-[:IN_POST]->(post:Post)
  MATCH (t)-[:HAS_ATTESTATION]->(shown:Attestation)
  RETURN 'attested in post' AS kind, shown.dates AS dates, shown.start_date AS first, shown.end_date AS last,
         null AS m, null AS p, t, shown AS fact, null AS met, null AS venue, null AS for, person, post,
         CASE sort WHEN 'person' THEN 'self' WHEN 'post' THEN 'post' ELSE 'post in it' END AS how
}
WITH kind, dates, first, last, m, p, t, fact, how, met, venue, for, person, post
WHERE ($from IS NULL OR last >= $from) AND ($to IS NULL OR first <= $to)
WITH kind, dates, first, m, p, t, fact, how, met, venue, for, person, post,
     [(fact)-[:STATED_IN]->(:Passage)<-[:HAS_PASSAGE]-(s:Source) | s.id] AS sources,
     [(fact)-[:STATED_IN]->(passage:Passage) | replace(passage.id, '/passage/', '#')] AS places
RETURN dates AS date,
       first AS start_date,
       kind AS entry,
       m.name AS meeting,
       m.id AS meeting_id,
       met AS body,
       venue AS place,
       how AS relation,
       person.name AS person,
       post.name AS post,
       t.acting AS acting,
       p.group AS group,
       for AS represents,
       coalesce(p.roles, []) AS role,
       p.level AS level,
       p.mode AS mode,
       p.status AS status,
       fact.basis AS basis,
       sources AS source,
       places AS locator
ORDER BY CASE WHEN first IS NULL THEN 1 ELSE 0 END, first,
         CASE kind WHEN 'tenure begins' THEN 0 WHEN 'attested in post' THEN 1 WHEN 'meeting' THEN 2 ELSE 3 END,
         coalesce(m.id, t.id), fact.id
