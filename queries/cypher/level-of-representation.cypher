// At which level was each state represented at each meeting?
//
// One row for a meeting and a state that is represented there. Of several who represent it the row
// is of the one who attended, else whose attendance is unknown, who was announced, invited or absent,
// and among these of the highest level.
// A member that nobody represents has a row too: absent where the meeting marks a source's list of
// delegations as complete and nobody comes from that state or for its bodies or regions; else not stated.
// A member is a state with the status of member in the body that met or in one above it, as far as
// the status reaches from the first to the last day of the meeting: from its start or the earliest
// day on which it is attested, to its end or the latest such day, or on where it started and no end is
// known. So a state that was no member that day does not appear, nor does any for an undated meeting.
//
// Parameters:
//   body (body): meetings of this body only.
//   state (state): this state only.
// Columns:
//   meeting (text): the meeting.
//   meeting_id (id): its id.
//   date (text): its date, in EDTF; null where no source gives one, and then the row is last.
//   state (text): the state.
//   state_id (id): its id.
//   level (text): the level of representation; null where no source tells.
//   level_rank (integer): its place on the scale, 1 the highest.
//   head (text): the person, else the post, at that level; null where no source tells.
//   status (text): attended, announced, invited, absent or unknown; not stated, of a member that nobody represents.
//   list_is_complete (boolean): whether a source names all the delegations of the meeting.
//   basis (text): stated, or inferred; null for not stated.
//   source (list): the sources; for a member that nobody represents, those of its membership and of the complete list.
//   locator (list): the places in them, as records cite them.
MATCH (m:Meeting)
WHERE $body IS NULL OR EXISTS { MATCH (m)-[:OF_BODY]->(:Body {id: $body}) }
MATCH (s:State)
WHERE $state IS NULL OR s.id = $state
OPTIONAL MATCH (m)-[:HAS_PARTICIPATION]->(one:Participation)-[:REPRESENTS]->(s)
WITH m, s, one
ORDER BY CASE one.status WHEN 'attended' THEN 1 WHEN 'unknown' THEN 2 WHEN 'announced' THEN 3
                         WHEN 'invited' THEN 4 ELSE 5 END, coalesce(one.level_rank, 99), one.id
WITH m, s, collect(one)[0] AS p
OPTIONAL MATCH (m)-[:OF_BODY]->(:Body)-[:PART_OF_BODY*0..5]->(of:Body)<-[:STATUS_IN]-(k:Status {kind: 'member'})<-[:HAS_STATUS]-(s)
WHERE (k.start_date <= m.start_date OR k.attested_earliest <= m.start_date)
  AND (k.end_date >= m.end_date OR k.attested_latest >= m.end_date
       OR (k.start_date IS NOT NULL AND k.end_date IS NULL))
WITH m, s, p, collect(k) AS memberships
WHERE p IS NOT NULL OR size(memberships) > 0
OPTIONAL MATCH (p)-[:PARTICIPANT]->(person:Person)
OPTIONAL MATCH (p)-[:IN_POST]->(post:Post)
WITH m, s, p, person, post,
     EXISTS { MATCH (m)-[:ALL_DELEGATIONS_NAMED_IN]->(:Passage) } AS complete,
     EXISTS { MATCH (m)-[:HAS_PARTICIPATION]->(:Participation)-[:FROM_STATE]->(s) }
     OR EXISTS { MATCH (m)-[:HAS_PARTICIPATION]->(:Participation)-[:REPRESENTS]->()-[:BODY_OF_STATE|REGION_OF]->(s) } AS near,
     CASE WHEN p IS NULL THEN memberships ELSE [p] END AS facts
WITH m, s, p, person, post, complete, p IS NULL AND complete AND NOT near AS missed, facts
UNWIND facts AS fact
OPTIONAL MATCH (fact)-[:STATED_IN]->(place:Passage)
WITH m, s, p, person, post, complete, missed, collect(place) AS places
OPTIONAL MATCH (m)-[:ALL_DELEGATIONS_NAMED_IN]->(list:Passage)
WHERE missed
WITH m, s, p, person, post, complete, missed, places + collect(list) AS places
UNWIND places AS place
MATCH (place)<-[:HAS_PASSAGE]-(source:Source)
WITH m, s, p, person, post, complete, missed, collect(DISTINCT source.id) AS sources,
     collect(DISTINCT replace(place.id, '/passage/', '#')) AS places
RETURN m.name AS meeting,
       m.id AS meeting_id,
       m.dates AS date,
       s.name AS state,
       s.id AS state_id,
       p.level AS level,
       p.level_rank AS level_rank,
       coalesce(person.name, post.name) AS head,
       CASE WHEN p IS NOT NULL THEN p.status WHEN missed THEN 'absent' ELSE 'not stated' END AS status,
       complete AS list_is_complete,
       CASE WHEN p IS NOT NULL THEN p.basis WHEN missed THEN 'inferred' END AS basis,
       sources AS source,
       places AS locator
ORDER BY CASE WHEN m.start_date IS NULL THEN 1 ELSE 0 END, m.start_date, m.id, s.id
