// Who held the chair of each body, when, which of its meetings fell under it, and who chaired them?
//
// A chairmanship covers the meetings of its body and of those bodies in it that have, like all on the way up to it,
// no chairmanship of their own. A chairmanship under which no meeting falls has one row. On the day on which the
// chair passes on, a meeting falls under both; one whose first or last day is not known falls under none. What of the
// dates is half known, such as 2024/2025, leaves open under which chairmanship a meeting fell.
//
// Parameters:
//   body (body): chairmanships of this body only.
//   state (state): chairmanships of this state, or of a region or body of it, only.
//   from (first day): chairmanships that may have lasted on this day or later.
//   to (last day): chairmanships that may have lasted on this day or earlier.
// Columns:
//   body (name): the body.
//   body_id (id): its id.
//   holder (name): the state, region or body that held the chair.
//   holder_id (id): its id.
//   state (name): the holder, or the state of that region or body; null where it has none.
//   dates (text): when, in EDTF; null where no source says, and then no meeting is under it.
//   start_date (date): the earliest day on which it may have begun; null where that is not known.
//   end_date (date): the latest day on which it may have ended; null where that is not known, or it goes on.
//   meeting (name): a meeting that fell, or may have fallen, under it, with a row for each of its chairs; null, as all that follows to chair_is_holder, where none is known.
//   meeting_id (id): its id.
//   meeting_date (text): its date, in EDTF.
//   under (text): certainly, where the chairmanship has every day of the meeting whatever the half-known dates mean; else possibly.
//   chair (name): the person who chaired the meeting; null where no source names one.
//   chair_id (id): that person's id.
//   represents (name): the state, region or body for which the meeting was chaired; null where no source says.
//   represents_id (id): its id.
//   chair_is_holder (boolean): whether the meeting was chaired for the holder, or from the state that held the chair; null where the meeting is only possibly under it, or nothing tells for whom it was chaired or from where.
//   basis (text): stated or common-knowledge where all that the row rests on is so, else inferred: of the chairmanship, the meeting, its chair, and the rulings on what is disputed of them.
//   source (list): the sources, likewise.
//   locator (list): the places in them, as records cite them.
// Selected:
//   body (text): the body.
//   body_id (id): its id.
//   holder (text): who held the chair.
//   holder_id (id): its id.
//   state (text): its state.
//   dates (text): when, in EDTF.
//   start_date (date): its earliest day.
//   end_date (date): its latest day.
//   meeting (text): a meeting that may have fallen under it.
//   meeting_id (id): its id.
//   meeting_date (text): its date, in EDTF.
//   first_day (date): its first day, or the first one possible.
//   last_day (date): its last day, or the last one possible.
//   chair (text): the person who chaired it.
//   chair_id (id): that person's id.
//   represents (text): the party for which it was chaired.
//   represents_id (id): its id.
//   chair_is_holder (boolean): whether it was chaired for the holder, or from the state that is the holder.
//   bases (list): the bases of the facts that the row rests on.
//   source (list): their sources.
//   locator (list): the places in them, as records cite them.
// Step:
//   chairmanships (the selected rows): whether a meeting fell under a chairmanship for certain.
MATCH (b:Body)-[:HAS_CHAIRMANSHIP]->(c:Chairmanship)-[:CHAIR]->(party)
WHERE ($body IS NULL OR b.id = $body)
  AND ($state IS NULL OR EXISTS { MATCH (party)-[:BODY_OF_STATE|REGION_OF*0..1]->(:State {id: $state}) })
  AND ($from IS NULL OR (c.dates IS NOT NULL AND (c.end_date IS NULL OR c.end_date >= $from)))
  AND ($to IS NULL OR (c.dates IS NOT NULL AND (c.start_date IS NULL OR c.start_date <= $to)))
OPTIONAL MATCH (party)-[:BODY_OF_STATE|REGION_OF*0..1]->(land:State)
OPTIONAL MATCH (b)<-[:PART_OF_BODY*0..5]-(met:Body)<-[:OF_BODY]-(m:Meeting)
WHERE (c.start_date IS NULL OR c.start_date <= m.end_date) AND (c.end_date IS NULL OR c.end_date >= m.start_date)
  AND (c.start_date IS NOT NULL OR c.end_date IS NOT NULL) AND m.start_date IS NOT NULL AND m.end_date IS NOT NULL
  AND NOT EXISTS { MATCH (met)-[:PART_OF_BODY*0..5]->(lower:Body)-[:PART_OF_BODY*1..5]->(b)
                   WHERE EXISTS { MATCH (lower)-[:HAS_CHAIRMANSHIP]->(:Chairmanship) } }
// The meeting, and its chair's part in it; else the chairmanship, in which nobody takes part: null would be sought everywhere.
WITH b, c, party, land, m, coalesce(m, c) AS event
OPTIONAL MATCH (event)-[:HAS_PARTICIPATION]->(p:Participation {status: 'attended'})
WHERE 'chair' IN p.roles
WITH b, c, party, land, m, event, p, coalesce(p, c) AS part
OPTIONAL MATCH (part)-[:REPRESENTS|FROM_STATE]->()-[:BODY_OF_STATE|REGION_OF*0..1]->(s:State)
WITH b, c, party, land, m, event, p, part, collect(DISTINCT s.id) AS origins
OPTIONAL MATCH (part)-[:PARTICIPANT]->(who:Person)
OPTIONAL MATCH (part)-[:REPRESENTS]->(side)
CALL {
  WITH c, event, part
  UNWIND [c, event, part] AS one
  MATCH (one)-[:HAS_CLAIM*0..1]->(fact)
  WHERE fact.id = one.id
     OR (fact.rank = 'preferred'
         AND fact.property IN ['dates', 'chair', 'body', 'person', 'represents', 'from_state', 'roles', 'status'])
  MATCH (fact)-[:STATED_IN]->(passage:Passage)
  RETURN collect(DISTINCT fact.basis) AS bases, collect(DISTINCT passage.id) AS places
}
RETURN b.name AS body,
       b.id AS body_id,
       party.name AS holder,
       party.id AS holder_id,
       land.name AS state,
       c.dates AS dates,
       c.start_date AS start_date,
       c.end_date AS end_date,
       m.name AS meeting,
       m.id AS meeting_id,
       m.dates AS meeting_date,
       m.start_date AS first_day,
       m.end_date AS last_day,
       who.name AS chair,
       who.id AS chair_id,
       side.name AS represents,
       side.id AS represents_id,
       CASE WHEN side.id = party.id OR party.id IN origins THEN true
            WHEN side IS NULL AND (size(origins) = 0 OR land IS NULL OR land.id IN origins) THEN null
            ELSE false END AS chair_is_holder,
       bases AS bases,
       [id IN places | split(id, '/passage/')[0]] AS source,
       [id IN places | replace(id, '/passage/', '#')] AS locator
ORDER BY b.id, CASE WHEN c.start_date IS NULL THEN 1 ELSE 0 END, c.start_date, c.id, m.start_date,
         coalesce(m.id, ''), coalesce(p.id, '')
