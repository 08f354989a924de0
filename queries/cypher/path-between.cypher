// By which shortest paths are two things connected, step by step?
//
// A path follows the relationships of the graph in either direction, six at most. Left out are those to
// the places in sources, as that two facts stand in one text connects nothing; those to topics, which
// connect everything; what is said of records, as that two persons named alike are kept apart; and the
// shortcuts, which are derived from what a path follows itself.
// Of several shortest paths the first ten by the ids on them are told. Where there are more than 200 there
// is one row without a path, which says so: with so many, none of them tells more than that both are large.
//
// Parameters:
//   one (thing, required): the thing from which the paths lead.
//   other (thing, required): the thing to which they lead.
// Columns:
//   path (integer): the number of the path, from 1; null where there are too many.
//   step (integer): the number of the step on it, from 1; two relationships between the same two things are one step, with a row for each.
//   sentence (text): the step in words, in the direction in which the graph has it; a participation that is not known as attended has its status in brackets.
//   from (text): where the relationship starts.
//   from_id (id): its id.
//   relationship (text): the type of relationship; null where there are too many paths.
//   to (text): where it ends.
//   to_id (id): its id.
//   basis (text): stated, inferred or common-knowledge; null where there are too many paths.
//   source (list): the sources of the nested thing that is one end of the relationship, else of the thing where it starts.
//   locator (list): the places in them, as records cite them.
// Selected:
//   from_id (id): where a relationship starts; it lies on a shortest path, or, in SPARQL, anywhere.
//   from_name (text): its name, and in brackets the status of a participation that is not attended.
//   relationship (text): the type of relationship.
//   to_id (id): where it ends.
//   to_name (text): its name, likewise.
//   basis (text): on what the relationship rests.
//   place (text): a place that states it; a relationship has a row for each.
// Step:
//   path_between (networkx): the shortest paths through the selected relationships.
MATCH (one {id: $one}), (other {id: $other})
WHERE one:ScoNode AND other:ScoNode AND one.id <> other.id
MATCH p = allShortestPaths((one)-[:ABOUT|ACT_PLACE|AMENDS|ATTRIBUTED_TO|AT_EVENT|BASED_ON|BECAME|BELONGS_TO|BETWEEN_PARTY|BODY_OF_STATE
          |BY|BY_DOCUMENT|CHAIR|DOCUMENT_OF|FOLLOWS_UP|FROM_STATE|HAS_ACT|HAS_ATTESTATION|HAS_CHAIRMANSHIP
          |HAS_CLAIM|HAS_COUNT|HAS_DISCUSSION|HAS_FIGURE|HAS_PARTICIPATION|HAS_PARTY|HAS_REMARK|HAS_STATUS
          |HAS_TENURE|HELD_IN|HOSTED_BY|IMPLEMENTS|INITIATED_BY|IN_PLACE_OF|IN_POST|IN_REGION|IN_SERIES
          |IN_STATE|ISSUED_IN|OF_BODY|ON_THE_SIDELINES_OF|PARTICIPANT|PART_OF_BODY|PART_OF_EVENT|PLANNED_AT
          |PLANNED_BY|PLANNED_IN|PLANNED_IN_DOCUMENT|PLANS|POST_IN|PREPARES|PROPOSED_AT|PROPOSED_BY|REGION_OF
          |REPLACES|REPRESENTS|SPEAKER|STATUS_IN|WITHIN*1..6]-(other))
WITH DISTINCT [n IN nodes(p) | n.id] AS ids, relationships(p) AS ways
LIMIT 250
UNWIND ways AS way
WITH DISTINCT startNode(way) AS a, type(way) AS relationship, endNode(way) AS b
WITH a, relationship, b, CASE WHEN b.id STARTS WITH a.id + '/' THEN b ELSE a END AS cited
MATCH (cited)-[:STATED_IN]->(place:Passage)
RETURN a.id AS from_id,
       a.name + CASE WHEN a.status <> 'attended' THEN ' [' + a.status + ']' ELSE '' END AS from_name,
       relationship AS relationship,
       b.id AS to_id,
       b.name + CASE WHEN b.status <> 'attended' THEN ' [' + b.status + ']' ELSE '' END AS to_name,
       cited.basis AS basis,
       replace(place.id, '/passage/', '#') AS place
ORDER BY from_id, relationship, to_id, place
