// Who took part in a meeting, for whom, in which capacity and at which level?
//
// Parameters:
//   meeting (meeting or event, required): the meeting.
//   state (state): one delegation only, its heads first: those who represent the state or one of its regions or bodies, or come from it.
// Columns:
//   participant (name): the person; where none is named the group, else the post, else null.
//   participant_id (id): the id of that person or post; null for a group.
//   post (name): the post held at the time.
//   represents (name): the state, region or body represented.
//   represents_id (id): its id.
//   from_state (names): states that the participant comes from without representing them.
//   role (list): every role in the meeting.
//   level (text): the level of representation.
//   mode (text): how the participant took part; null where not stated.
//   status (text): announced, invited, attended, absent or unknown.
//   count (integer): how many, for a group; a group with several counts has a row for each.
//   count_kind (text): what is counted, and how exactly.
//   in_place_of (text): whose place was taken.
//   basis (text): stated, inferred or common-knowledge.
//   source (list): the sources.
//   locator (list): the places in them, as records cite them.
MATCH (m:Event {id: $meeting})-[:HAS_PARTICIPATION]->(p:Participation)
WHERE $state IS NULL
   OR EXISTS { MATCH (p)-[:REPRESENTS|FROM_STATE]->(:State {id: $state}) }
   OR EXISTS { MATCH (p)-[:REPRESENTS]->()-[:REGION_OF|BODY_OF_STATE]->(:State {id: $state}) }
OPTIONAL MATCH (p)-[:PARTICIPANT]->(person:Person)
OPTIONAL MATCH (p)-[:IN_POST]->(office:Post)
OPTIONAL MATCH (p)-[:REPRESENTS]->(party)
OPTIONAL MATCH (p)-[:IN_PLACE_OF]->(other)
OPTIONAL MATCH (p)-[:HAS_COUNT]->(c:Count)
WITH p, person, office, party, other, c,
     [(p)-[:FROM_STATE]->(s:State) | s.name] AS states,
     [(p)-[:STATED_IN]->(:Passage)<-[:HAS_PASSAGE]-(s:Source) | s.id] AS sources,
     [(p)-[:STATED_IN]->(place:Passage) | replace(place.id, '/passage/', '#')] AS places
RETURN coalesce(person.name, p.group, office.name) AS participant,
       CASE WHEN person IS NULL AND p.group IS NOT NULL THEN null
            ELSE coalesce(person.id, office.id) END AS participant_id,
       office.name AS post,
       party.name AS represents,
       party.id AS represents_id,
       states AS from_state,
       p.roles AS role,
       p.level AS level,
       p.mode AS mode,
       p.status AS status,
       c.value AS count,
       CASE WHEN c IS NULL THEN null ELSE c.of + ' (' + c.exactness + ')' END AS count_kind,
       other.name AS in_place_of,
       p.basis AS basis,
       sources AS source,
       places AS locator
ORDER BY CASE WHEN $state IS NULL OR 'head-of-delegation' IN p.roles THEN 0 ELSE 1 END,
         CASE WHEN 'chair' IN p.roles THEN 0 ELSE 1 END, coalesce(p.level_rank, 99),
         coalesce(party.id, ''), coalesce(person.id, office.id, ''), p.id, coalesce(c.of, '')
