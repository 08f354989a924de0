// In which state was each meeting held, who chaired it, and was its chair from there?
//
// Parameters:
//   body (body): meetings of this body only.
//   state (state): meetings only that were held in this state or whose chair is from it.
//   from (first day): meetings that may have been held on this day or later.
//   to (last day): meetings that may have been held on this day or earlier.
// Columns:
//   meeting (name): the meeting; one with several chairs or hosts has a row for each.
//   meeting_id (id): its id.
//   date (text): its date, in EDTF; null where no source gives one, and then the row is last.
//   start_date (date): its first day, or the first one possible.
//   end_date (date): its last day, or the last one possible.
//   body (name): the body that met.
//   mode (text): in-person, hybrid or videoconference; null where not stated.
//   place (name): the place; null where none is known, and for a videoconference.
//   host (name): the state of the place; where no place is known, the state that received the meeting or whose region or body did; null where neither is known, and for a videoconference.
//   host_id (id): its id.
//   chair (name): the person who chaired; null where no source names one.
//   chair_id (id): that person's id.
//   post (name): the post in which the person chaired; null where no source gives one.
//   represents (name): the state, region or body for which the meeting was chaired; null where no source says.
//   represents_id (id): its id.
//   chair_state (names): the state of that party, and any other from which the chair is said to come.
//   chair_is_host (boolean): whether the chair is from the state that hosted; null where the one or the other is not known.
//   basis (text): stated or common-knowledge where all that the row rests on is so, else inferred: of the meeting, its chair, and the rulings on what is disputed of them.
//   source (list): the sources, likewise.
//   locator (list): the places in them, as records cite them.
CALL {
  MATCH (m:Meeting)
  WHERE $body IS NULL AND $state IS NULL
  RETURN m
  UNION
  MATCH (:Body {id: $body})<-[:OF_BODY]-(m:Meeting)
  WHERE $state IS NULL
  RETURN m
  UNION
  MATCH (:State {id: $state})<-[:IN_STATE]-(:Place)<-[:WITHIN*0..5]-(:Place)<-[:HELD_IN]-(m:Meeting)
  RETURN m
  UNION
  MATCH (:State {id: $state})<-[:HOSTED_BY]-(m:Meeting)
  RETURN m
  UNION
  MATCH (:State {id: $state})<-[:BODY_OF_STATE|REGION_OF]-()<-[:HOSTED_BY]-(m:Meeting)
  RETURN m
  UNION
  MATCH (:State {id: $state})<-[:REPRESENTS|FROM_STATE]-(p:Participation)<-[:HAS_PARTICIPATION]-(m:Meeting)
  WHERE 'chair' IN p.roles AND p.status = 'attended'
  RETURN m
  UNION
  MATCH (:State {id: $state})<-[:BODY_OF_STATE|REGION_OF]-()<-[:REPRESENTS]-(p:Participation)<-[:HAS_PARTICIPATION]-(m:Meeting)
  WHERE 'chair' IN p.roles AND p.status = 'attended'
  RETURN m
}
WITH DISTINCT m
WHERE ($body IS NULL OR EXISTS { MATCH (m)-[:OF_BODY]->(:Body {id: $body}) })
  AND ($from IS NULL OR m.end_date >= $from) AND ($to IS NULL OR m.start_date <= $to)
OPTIONAL MATCH (m)-[:HELD_IN]->(:Place)-[:WITHIN*0..5]->(:Place)-[:IN_STATE]->(land:State)
WITH m, collect(DISTINCT land) AS lands
OPTIONAL MATCH (m)-[:HOSTED_BY]->()-[:BODY_OF_STATE|REGION_OF*0..1]->(receiver:State)
WITH m, lands, collect(DISTINCT receiver) AS receivers
WITH m, CASE WHEN m.mode = 'videoconference' THEN [] WHEN size(lands) > 0 THEN lands ELSE receivers END AS hosts
UNWIND CASE WHEN size(hosts) = 0 THEN [null] ELSE hosts END AS home
OPTIONAL MATCH (m)-[:HAS_PARTICIPATION]->(p:Participation {status: 'attended'})
WHERE 'chair' IN p.roles
// The chair's part in the meeting; the meeting, which is nobody's, where it has none: null would be sought everywhere.
WITH m, home, p, coalesce(p, m) AS part
OPTIONAL MATCH (part)-[:REPRESENTS|FROM_STATE]->()-[:BODY_OF_STATE|REGION_OF*0..1]->(s:State)
WITH m, home, p, part, collect(DISTINCT s) AS origins
WHERE $state IS NULL OR home.id = $state OR any(s IN origins WHERE s.id = $state)
OPTIONAL MATCH (part)-[:PARTICIPANT]->(who:Person)
OPTIONAL MATCH (part)-[:IN_POST]->(office:Post)
OPTIONAL MATCH (part)-[:REPRESENTS]->(party)
OPTIONAL MATCH (m)-[:OF_BODY]->(met:Body)
OPTIONAL MATCH (m)-[:HELD_IN]->(venue:Place)
CALL {
  WITH m, part
  UNWIND [m, part] AS one
  MATCH (one)-[:HAS_CLAIM*0..1]->(fact)
  WHERE fact.id = one.id
     OR (fact.rank = 'preferred'
         AND fact.property IN ['dates', 'body', 'place', 'hosted_by', 'mode',
                               'person', 'post', 'represents', 'from_state', 'roles', 'status'])
  MATCH (fact)-[:STATED_IN]->(passage:Passage)
  RETURN collect(DISTINCT fact.basis) AS bases, collect(DISTINCT passage.id) AS places
}
RETURN m.name AS meeting,
       m.id AS meeting_id,
       m.dates AS date,
       m.start_date AS start_date,
       m.end_date AS end_date,
       met.name AS body,
       m.mode AS mode,
       venue.name AS place,
       home.name AS host,
       home.id AS host_id,
       who.name AS chair,
       who.id AS chair_id,
       office.name AS post,
       party.name AS represents,
       party.id AS represents_id,
       [s IN origins | s.name] AS chair_state,
       CASE WHEN home IS NULL OR size(origins) = 0 THEN null ELSE any(s IN origins WHERE s.id = home.id) END AS chair_is_host,
       CASE WHEN size(bases) = 1 THEN bases[0] ELSE 'inferred' END AS basis,
       [id IN places | split(id, '/passage/')[0]] AS source,
       [id IN places | replace(id, '/passage/', '#')] AS locator
ORDER BY CASE WHEN m.start_date IS NULL THEN 1 ELSE 0 END, m.start_date, m.id, coalesce(home.id, ''), coalesce(p.id, '')
