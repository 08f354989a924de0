// Which facts rest on one source alone?
//
// Parameters:
//   source (source, required): the source.
// Columns:
//   fact (text): what the fact is.
//   fact_id (id): its id.
//   basis (text): stated, inferred or common-knowledge.
//   source (list): the source.
//   locator (list): the places in it, as records cite them.
MATCH (s:Source {id: $source})-[:HAS_PASSAGE]->(place:Passage)<-[:STATED_IN]-(n)
WITH s, n, collect(DISTINCT replace(place.id, '/passage/', '#')) AS places
OPTIONAL MATCH (n)-[:STATED_IN]->(:Passage)<-[:HAS_PASSAGE]-(o:Source)
WITH s, n, places, count(DISTINCT o.id) AS sources
WHERE sources = 1
RETURN n.name AS fact, n.id AS fact_id, n.basis AS basis, [s.id] AS source, places AS locator
ORDER BY fact_id
