// On which sources, and on which places in them, does a thing rest, with all that is nested in it?
//
// Parameters:
//   thing (thing, required): the thing.
// Columns:
//   fact (text): what rests on the place: the thing, or one nested in it.
//   fact_id (id): its id.
//   property (text): the one property that the place supports, by its predicate; null for the fact as a whole.
//   value (text): the value that the place gives to that property.
//   basis (text): stated, inferred or common-knowledge.
//   inferred_from (text): from what it is inferred.
//   rank (text): which value is taken where several are claimed: preferred, normal or rejected.
//   reason (text): why.
//   source (name): the source.
//   source_id (id): its id.
//   locator (text): the place in it, as records cite it.
//   publisher (text): who published the source.
//   url (text): its address.
//   published (text): when it was published, in EDTF.
MATCH (t {id: $thing})-[:HAS_ACT|HAS_ATTESTATION|HAS_CHAIRMANSHIP|HAS_CLAIM|HAS_COUNT|HAS_DISCUSSION|HAS_FIGURE
                        |HAS_PARTICIPATION|HAS_REMARK|HAS_STATUS|HAS_TENURE*0..3]->(n)
// Said here, as the embedded engine finds a thing at once by its id alone, and a server by both.
WHERE t:ScoNode
MATCH (n)-[:STATED_IN]->(place:Passage)<-[:HAS_PASSAGE]-(origin:Source)
OPTIONAL MATCH (owner)-[:HAS_CLAIM]->(n)
WITH n, place, origin, owner IS NOT NULL AS claimed, coalesce(owner, n) AS fact
RETURN CASE WHEN size(split(fact.id, '/')) = 2 THEN split(fact.id, '/')[0] + ': ' + fact.name
            ELSE fact.name END AS fact,
       fact.id AS fact_id,
       split(replace(n.property_iri, '#', '/'), '/')[-1] AS property,
       CASE WHEN claimed THEN n.value END AS value,
       n.basis AS basis,
       n.inferred_from AS inferred_from,
       n.rank AS rank,
       n.reason AS reason,
       origin.name AS source,
       origin.id AS source_id,
       replace(place.id, '/passage/', '#') AS locator,
       origin.publisher AS publisher,
       origin.url AS url,
       origin.published AS published
ORDER BY n.id, origin.id, coalesce(place.line, 0), place.id
