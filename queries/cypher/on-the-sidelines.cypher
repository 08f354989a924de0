// What was held on the sidelines of a meeting or other event, or as a part of it, and who was at both?
//
// Parameters:
//   meeting (meeting or event): what was held beside or within this one, and beside or within what it was held itself.
// Columns:
//   event (name): what was held beside or within another.
//   event_id (id): its id.
//   date (text): its date, in EDTF; null where no source gives one, and then the row is last.
//   relation (text): sidelines, beside it without being part of it; or part, of it.
//   main (name): the meeting or other event beside or within which it was held.
//   main_id (id): its id.
//   main_date (text): its date, in EDTF; null where no source gives one.
//   who (name): a person, or a state, region or body represented, that is known to have been present at both; null where nobody is.
//   who_id (id): the id.
//   basis (text): stated, where the relation and the presences at both are; common-knowledge, where all are; else inferred.
//   source (list): the sources of the event that was held beside or within the other, and of the presences at both.
//   locator (list): the places in them, as records cite them.
MATCH (side:Event)-[way:ON_THE_SIDELINES_OF|PART_OF_EVENT]->(whole:Event)
WHERE $meeting IS NULL OR side.id = $meeting OR whole.id = $meeting
WITH side, type(way) AS way, whole, [(whole)<-[:ATTENDED|REPRESENTED_AT]-(other) | other.id] AS others
OPTIONAL MATCH (side)<-[:ATTENDED|REPRESENTED_AT]-(actor)
WHERE actor.id IN others
WITH DISTINCT side, way, whole, actor
UNWIND [side, whole] AS at
OPTIONAL MATCH (at)-[:HAS_PARTICIPATION]->(p:Participation {status: 'attended'})-[:PARTICIPANT|REPRESENTS]->(actor)
WHERE p.mode IS NULL OR p.mode IN ['in-person', 'video-link']
WITH side, way, whole, actor, collect(DISTINCT p) AS presences
WITH side, way, whole, actor, [side.basis] + [p IN presences | p.basis] AS bases, [side] + presences AS facts
UNWIND facts AS fact
MATCH (fact)-[:STATED_IN]->(passage:Passage)
WITH side, way, whole, actor, bases, collect(DISTINCT passage.id) AS places
RETURN side.name AS event,
       side.id AS event_id,
       side.dates AS date,
       CASE way WHEN 'PART_OF_EVENT' THEN 'part' ELSE 'sidelines' END AS relation,
       whole.name AS main,
       whole.id AS main_id,
       whole.dates AS main_date,
       actor.name AS who,
       actor.id AS who_id,
       CASE WHEN all(basis IN bases WHERE basis = 'stated') THEN 'stated'
            WHEN all(basis IN bases WHERE basis = 'common-knowledge') THEN 'common-knowledge'
            ELSE 'inferred' END AS basis,
       [id IN places | split(id, '/passage/')[0]] AS source,
       [id IN places | replace(id, '/passage/', '#')] AS locator
ORDER BY CASE WHEN side.start_date IS NULL THEN 1 ELSE 0 END, side.start_date, side.id, way, whole.id, coalesce(actor.id, '')
