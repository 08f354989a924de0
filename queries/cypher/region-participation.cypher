// Which regions took part in meetings and other events, through whom, and of which states are they?
//
// One row for each participation for a region, of the holder of a post in one, and of heads of regions
// whose region no source names, who may be a group.
//
// Parameters:
//   region (region): this region only.
//   state (state): regions of this state only, or those who come from it.
//   body (body): meetings and other events of this body only.
//   from (first day): what may have gone on that day or later; nothing of open date.
//   to (last day): what may have begun by that day; nothing of open date.
// Columns:
//   event (name): the meeting or other event.
//   event_id (id): its id.
//   date (text): its date, in EDTF; null where no source gives one, and then the row is last.
//   body (name): the body that met; null where it was none.
//   region (name): the region; null where no source names it.
//   region_id (id): its id.
//   state (names): the state of the region, and states from which the participant is said to come.
//   state_id (list): their ids.
//   relation (text): represents, of who took part for the region; post in it, of who is not said to; null where no region is named.
//   participant (name): the person; where none is named the group, else the post, else null.
//   participant_id (id): the id of that person or post; null for a group.
//   post (name): the post held at the time.
//   role (list): every role in the meeting.
//   level (text): the level of representation.
//   mode (text): how the participant took part; null where not stated.
//   status (text): announced, invited, attended, absent or unknown.
//   present (boolean): whether the participant was there, in person, by video link or in a way that is not stated; null where no source tells.
//   basis (text): stated, inferred or common-knowledge.
//   source (list): the sources.
//   locator (list): the places in them, as records cite them.
CALL {
  MATCH (home:State)<-[:REGION_OF]-(r:Region)<-[:REPRESENTS]-(p:Participation)
  WHERE $region IS NULL OR r.id = $region
  RETURN p, r, home, 'represents' AS how
  UNION
  MATCH (home:State)<-[:REGION_OF]-(r:Region)<-[:POST_IN]-(:Post)<-[:IN_POST]-(p:Participation)
  WHERE ($region IS NULL OR r.id = $region) AND NOT EXISTS { MATCH (p)-[:REPRESENTS]->(:Region) }
  RETURN p, r, home, 'post in it' AS how
  UNION
  MATCH (p:Participation)
  WHERE $region IS NULL AND p.level = 'head-of-region' AND NOT EXISTS { MATCH (p)-[:REPRESENTS]->(:Region) }
    AND NOT EXISTS { MATCH (p)-[:IN_POST]->(:Post)-[:POST_IN]->(:Region) }
  RETURN p, null AS r, null AS home, null AS how
}
MATCH (m:Event)-[:HAS_PARTICIPATION]->(p)
WHERE ($state IS NULL OR home.id = $state OR EXISTS { MATCH (p)-[:FROM_STATE]->(:State {id: $state}) })
  AND ($body IS NULL OR EXISTS { MATCH (m)-[:OF_BODY]->(:Body {id: $body}) })
  AND ($from IS NULL OR m.end_date >= $from)
  AND ($to IS NULL OR m.start_date <= $to)
OPTIONAL MATCH (m)-[:OF_BODY]->(b:Body)
OPTIONAL MATCH (p)-[:PARTICIPANT]->(person:Person)
OPTIONAL MATCH (p)-[:IN_POST]->(office:Post)
WITH m, b, p, r, how, person, office, CASE WHEN home IS NULL THEN [] ELSE [home.name] END AS home_names,
     CASE WHEN home IS NULL THEN [] ELSE [home.id] END AS home_ids,
     [(p)-[:FROM_STATE]->(s:State) | s.name] AS names, [(p)-[:FROM_STATE]->(s:State) | s.id] AS ids,
     [(p)-[:STATED_IN]->(:Passage)<-[:HAS_PASSAGE]-(s:Source) | s.id] AS sources,
     [(p)-[:STATED_IN]->(place:Passage) | replace(place.id, '/passage/', '#')] AS places
RETURN m.name AS event,
       m.id AS event_id,
       m.dates AS date,
       b.name AS body,
       r.name AS region,
       r.id AS region_id,
       home_names + names AS state,
       home_ids + ids AS state_id,
       how AS relation,
       coalesce(person.name, p.group, office.name) AS participant,
       CASE WHEN person IS NULL AND p.group IS NOT NULL THEN null
            ELSE coalesce(person.id, office.id) END AS participant_id,
       office.name AS post,
       p.roles AS role,
       p.level AS level,
       p.mode AS mode,
       p.status AS status,
       CASE WHEN p.status = 'attended' THEN NOT coalesce(p.mode, '') IN ['video-address', 'written-greeting']
            WHEN p.status = 'absent' THEN false END AS present,
       p.basis AS basis,
       sources AS source,
       places AS locator
ORDER BY CASE WHEN m.start_date IS NULL THEN 1 ELSE 0 END, m.start_date, m.id, coalesce(r.id, 'z'), p.id
